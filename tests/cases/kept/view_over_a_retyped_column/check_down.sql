SELECT pg_typeof(views)::text = 'integer' AS ok FROM popular;
