SELECT a = 'x' AS ok FROM t;
-- fails
INSERT INTO t (b) VALUES ('nothing');
