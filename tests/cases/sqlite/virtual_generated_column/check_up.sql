SELECT x = 2 AS ok FROM t;
