SELECT x = 6 AS ok FROM t;
