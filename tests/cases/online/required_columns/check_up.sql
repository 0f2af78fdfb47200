SELECT f = b || '!' AS ok FROM t;
SELECT count(DISTINCT e) = 25 AS ok FROM t;
