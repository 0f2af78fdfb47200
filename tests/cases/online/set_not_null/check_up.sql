SELECT b = 'none' AS ok FROM t WHERE id >= 100;
