INSERT INTO t (n) VALUES (5);
SELECT max(id) = 2 AS ok FROM t;
