SELECT count(*) = 1 AS ok FROM t WHERE name = 'x!';
-- fails
INSERT INTO t VALUES (3, 'z', NULL);
