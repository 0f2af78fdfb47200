INSERT INTO t (id) VALUES (1);
SELECT max(a) = 3 AS ok FROM t;
