SELECT a = 'x' AND b = 7 AS ok FROM t;
