SELECT n = 3 AS ok FROM t WHERE id = 2;
INSERT INTO t (id) VALUES (9);
SELECT n = 7 AS ok FROM t WHERE id = 9;
