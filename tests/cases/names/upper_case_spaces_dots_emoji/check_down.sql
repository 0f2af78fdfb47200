SELECT count(*) = 1 AS ok FROM "My Table";
