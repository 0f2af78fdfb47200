SELECT mail = '' AS ok FROM t;
