SELECT s = 'c' AS ok FROM t;
