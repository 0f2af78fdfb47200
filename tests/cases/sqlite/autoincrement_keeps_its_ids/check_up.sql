INSERT INTO t (n) VALUES ('x');
SELECT max(id) = 8 AS ok FROM t;
