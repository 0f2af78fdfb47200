SELECT relpersistence = 'p' AS ok FROM pg_class WHERE relname = 't';
