SELECT count(*) = 2 AS ok FROM t WHERE (id = 1 AND n = 10) OR (id = 2 AND n = 5);
