INSERT INTO p SELECT n, 'x' || n FROM generate_series(0, 25) n;
INSERT INTO t SELECT n, n % 7, 'x' || n FROM generate_series(1, 25) n;
