-- fails
INSERT INTO t VALUES (2, 'z', 3);
-- fails
INSERT INTO t VALUES (2, 'x', 10);
