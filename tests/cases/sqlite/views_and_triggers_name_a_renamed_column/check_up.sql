SELECT m = 2 AS ok FROM v;
