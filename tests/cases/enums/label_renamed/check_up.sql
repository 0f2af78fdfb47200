SELECT s = 'd' AS ok FROM t;
