INSERT INTO lines VALUES (1, '1', 'se');
