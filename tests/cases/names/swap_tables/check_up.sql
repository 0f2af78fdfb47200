SELECT x = 'x' AS ok FROM b;
SELECT y = 'y' AS ok FROM a;
