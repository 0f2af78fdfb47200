-- before
CREATE EXTENSION pg_trgm;
-- up
DROP EXTENSION pg_trgm;
