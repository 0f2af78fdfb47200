INSERT INTO t SELECT n, n, 'x' || n FROM generate_series(1, 25) n;
