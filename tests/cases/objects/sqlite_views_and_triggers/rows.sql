INSERT INTO teams VALUES (1, 'a'), (2, 'b');
INSERT INTO users VALUES (1, 1, 'x', '3'), (2, 2, 'y', '4');
