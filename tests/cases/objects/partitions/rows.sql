INSERT INTO events VALUES (1, '2020-05-05', 'a'), (2, '2030-01-01', 'b');
