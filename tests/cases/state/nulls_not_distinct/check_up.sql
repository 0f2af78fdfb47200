-- fails
INSERT INTO t VALUES (2, NULL, 1);
-- fails
INSERT INTO t VALUES (2, 1, NULL);
