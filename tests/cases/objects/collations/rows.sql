INSERT INTO words (id, word) VALUES (1, 'a10'), (2, 'a9');
