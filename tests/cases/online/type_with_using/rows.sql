INSERT INTO t SELECT n, n % 7, 'x' || n FROM generate_series(1, 25) n;
