INSERT INTO people VALUES (1, 'good'), (2, 'bad');
