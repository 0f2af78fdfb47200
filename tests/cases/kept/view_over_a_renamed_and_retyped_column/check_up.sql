SELECT views = 20 AS ok FROM popular;
