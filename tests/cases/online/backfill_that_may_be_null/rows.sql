INSERT INTO t SELECT n, n % 3, CASE WHEN n % 2 = 0 THEN 'x' END FROM generate_series(1, 25) n;
INSERT INTO u VALUES ('x'), (NULL);
