SELECT count(*) = 1 AS ok FROM c JOIN p ON p.id = c.p;
-- fails
INSERT INTO c VALUES (2, 3);
