SELECT "x""y'z" = 'it''s "x"' AS ok FROM "a""b'c`d[e]";
