INSERT INTO p SELECT n FROM generate_series(1, 25) n;
INSERT INTO t SELECT n, n FROM generate_series(1, 25) n;
