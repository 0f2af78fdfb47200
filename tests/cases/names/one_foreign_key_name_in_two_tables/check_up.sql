-- fails
INSERT INTO a VALUES (2, 2);
SELECT count(*) = 1 AS ok FROM b;
