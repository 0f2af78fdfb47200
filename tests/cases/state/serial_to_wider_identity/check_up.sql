INSERT INTO t (n) VALUES (4);
SELECT max(id) = 4 AS ok FROM t;
