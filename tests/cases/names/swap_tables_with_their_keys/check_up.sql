SELECT x = 'x' AS ok FROM b;
