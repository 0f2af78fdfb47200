-- The values of t.n are gone: rows get NULL.
ALTER TABLE t ADD COLUMN n integer;
ALTER TABLE t ADD COLUMN twice integer GENERATED ALWAYS AS (n * 2) STORED;
CREATE INDEX t_twice ON t (twice);
