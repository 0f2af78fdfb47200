SELECT x = 'x' AS ok FROM a;
