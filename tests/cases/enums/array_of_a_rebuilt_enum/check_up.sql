SELECT many = '{a,b,NULL}' AS ok FROM t;
