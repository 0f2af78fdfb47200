SELECT b = id AS ok FROM t;
