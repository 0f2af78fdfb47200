INSERT INTO d VALUES (1, 'a');
-- fails
INSERT INTO c VALUES (2, 'b');
