SELECT twice = 42 AS ok FROM t;
