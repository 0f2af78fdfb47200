-- before
CREATE EXTENSION pg_trgm VERSION '1.4';
-- up
ALTER EXTENSION pg_trgm UPDATE;
