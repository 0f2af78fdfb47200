-- fails
INSERT INTO c VALUES (2, 3);
