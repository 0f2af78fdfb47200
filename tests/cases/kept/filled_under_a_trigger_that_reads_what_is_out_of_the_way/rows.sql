INSERT INTO posts VALUES (1, 'one', 10);
