-- fails
INSERT INTO t (b) VALUES ('nothing');
