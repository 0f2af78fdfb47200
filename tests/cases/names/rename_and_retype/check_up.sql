SELECT b = 5 AS ok FROM t;
