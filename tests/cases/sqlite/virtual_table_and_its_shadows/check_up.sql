SELECT count(*) = 1 AS ok FROM f WHERE f MATCH 'word';
