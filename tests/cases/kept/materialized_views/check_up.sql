SELECT total = 30 AS ok FROM filled;
-- fails
SELECT * FROM counts;
