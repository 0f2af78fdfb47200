SELECT a = 7 AND b = 'x' AS ok FROM t;
