SELECT d = 'c' AS ok FROM t;
