SELECT name = 'a' AS ok FROM t;
