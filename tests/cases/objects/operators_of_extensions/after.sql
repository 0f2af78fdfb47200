-- The families of these have members that only ALTER OPERATOR FAMILY added.
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE TABLE t (id int PRIMARY KEY, name text, code citext);
CREATE INDEX t_name ON t USING gin (name gin_trgm_ops);
