INSERT INTO t SELECT n, nullif(n, 5) FROM generate_series(1, 25) n;
