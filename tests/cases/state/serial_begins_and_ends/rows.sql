INSERT INTO t (id) VALUES (5), (8);
