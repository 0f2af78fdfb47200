SELECT s = 'b' AS ok FROM t;
