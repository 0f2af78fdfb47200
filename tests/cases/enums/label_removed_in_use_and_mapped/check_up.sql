SELECT s = 'b' AS ok FROM t WHERE id = 2;
