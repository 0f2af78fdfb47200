SELECT count(*) = 2 AS ok FROM t WHERE id IN ('1', '2');
