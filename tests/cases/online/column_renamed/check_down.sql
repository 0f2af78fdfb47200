SELECT c = 'c' AS ok FROM t;
