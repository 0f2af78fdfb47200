-- fails
INSERT INTO t VALUES (2, '[2,4)');
