SELECT count(*) = 1 AS ok FROM t WHERE k = 'none';
