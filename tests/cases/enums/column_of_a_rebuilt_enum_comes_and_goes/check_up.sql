SELECT new = 'a' AS ok FROM t;
