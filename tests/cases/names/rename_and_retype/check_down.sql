SELECT a = 5 AS ok FROM t;
