INSERT INTO t (n) VALUES ('b');
SELECT max(id) = 4 AS ok FROM t;
DELETE FROM t WHERE id = 4;
