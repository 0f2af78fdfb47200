-- fails
INSERT INTO t (n) VALUES ('b');
