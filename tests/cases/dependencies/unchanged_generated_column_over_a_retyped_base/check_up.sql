SELECT "Big" = 42 AS ok FROM t;
