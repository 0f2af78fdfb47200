-- fails
INSERT INTO t VALUES (3, 'a', 2);
