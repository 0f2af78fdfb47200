INSERT INTO texts VALUES (1, 'the stars'), (2, 'other');
