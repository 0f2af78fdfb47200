-- fails
INSERT INTO t VALUES (3, 1);
