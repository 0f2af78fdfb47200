SELECT total = 60 AS ok FROM a_top;
