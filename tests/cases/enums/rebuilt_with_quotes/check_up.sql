SELECT s = 'a' AS ok FROM t;
