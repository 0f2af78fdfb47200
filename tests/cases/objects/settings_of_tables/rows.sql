INSERT INTO posts (title, m, n) VALUES ('one', 'a', 1), ('two', 'b', 2);
