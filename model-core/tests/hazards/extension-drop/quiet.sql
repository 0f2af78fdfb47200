-- before
CREATE EXTENSION pg_trgm;
-- up
CREATE TABLE n (id bigint);
