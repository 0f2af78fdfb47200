INSERT INTO posts VALUES (1, (1, 2, 'x'), '[1,2)');
