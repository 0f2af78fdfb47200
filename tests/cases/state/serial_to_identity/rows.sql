INSERT INTO t (n) VALUES (1), (2), (3);
