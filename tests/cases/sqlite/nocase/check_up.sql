-- fails
INSERT INTO t VALUES (2, 'a', 'b');
