SELECT name = 'A B' AS ok FROM t;
