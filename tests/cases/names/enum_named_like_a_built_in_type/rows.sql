INSERT INTO t (a) VALUES ('left');
