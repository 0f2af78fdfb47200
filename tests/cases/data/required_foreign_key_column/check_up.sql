SELECT p = 5 AS ok FROM t;
-- fails
INSERT INTO t VALUES (2, 6);
