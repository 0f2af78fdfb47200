SELECT a = 'b' AND b = 'a' AS ok FROM t;
