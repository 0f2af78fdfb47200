-- before
CREATE EXTENSION pg_trgm VERSION '1.4';
-- up
CREATE TABLE n (id bigint);
