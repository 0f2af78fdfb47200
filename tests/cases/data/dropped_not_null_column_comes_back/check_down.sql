SELECT a = '' AND b = 0 AS ok FROM t;
