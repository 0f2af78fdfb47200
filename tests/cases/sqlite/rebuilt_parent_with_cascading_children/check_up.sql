SELECT count(*) = 2 AS ok FROM c JOIN p ON p.id = c.p;
-- fails
INSERT INTO c VALUES (9, 9);
