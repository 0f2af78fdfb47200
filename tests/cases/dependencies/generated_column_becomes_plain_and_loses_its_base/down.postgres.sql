-- The values of t.n are gone: rows get NULL.
ALTER TABLE t DROP COLUMN twice;
ALTER TABLE t ADD COLUMN n integer;
ALTER TABLE t ADD COLUMN twice integer GENERATED ALWAYS AS (n * 2) STORED;
