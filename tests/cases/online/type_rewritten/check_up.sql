SELECT age = id AS ok FROM t;
