SELECT count(*) = 1 AS ok FROM log;
INSERT INTO v (n) VALUES (5);
SELECT many = 2 AS ok FROM vv;
SELECT count(*) = 2 AS ok FROM log;
