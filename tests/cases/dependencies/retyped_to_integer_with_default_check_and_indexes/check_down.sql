SELECT n = '7' AS ok FROM t WHERE id = 1;
