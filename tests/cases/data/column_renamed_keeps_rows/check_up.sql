SELECT full_name = 'a' AS ok FROM t;
