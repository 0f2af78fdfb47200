-- The values of t.b are gone: rows get NULL.
ALTER TABLE t ADD COLUMN b serial;
ALTER TABLE t DROP COLUMN a;
