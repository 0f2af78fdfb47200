SELECT x = 4 AS ok FROM t;
