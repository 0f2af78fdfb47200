INSERT INTO t (n) VALUES (5);
SELECT max(id) >= 5 AS ok FROM t;
