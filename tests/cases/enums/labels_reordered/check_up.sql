SELECT min(s) = 'c' AS ok FROM t;
