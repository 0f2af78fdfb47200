-- fails
INSERT INTO c VALUES (3);
