SELECT array_agg(id) = '{2}' AS ok FROM popular;
SELECT pg_typeof(views)::text = 'bigint' AS ok FROM popular;
