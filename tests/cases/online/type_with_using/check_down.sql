SELECT b = id::text AS ok FROM t;
