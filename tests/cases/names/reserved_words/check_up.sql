SELECT count(*) = 2 AS ok FROM "order" WHERE "group" = 'x';
