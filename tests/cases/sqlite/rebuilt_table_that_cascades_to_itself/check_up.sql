SELECT count(*) = 4 AS ok FROM t;
DELETE FROM t WHERE id = 1;
SELECT count(*) = 1 AS ok FROM t;
