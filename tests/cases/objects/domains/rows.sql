INSERT INTO posts VALUES (1, 3, 'g', 'one'), (2, 4, 'h', 'two');
