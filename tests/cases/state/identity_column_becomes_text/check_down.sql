INSERT INTO t (x) VALUES ('c');
