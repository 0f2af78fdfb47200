INSERT INTO t (n) VALUES (1);
SELECT max(id) = 9 AS ok FROM t;
