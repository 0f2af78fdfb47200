SELECT count(*) = 2 AS ok FROM t WHERE n IN ('0', '5');
