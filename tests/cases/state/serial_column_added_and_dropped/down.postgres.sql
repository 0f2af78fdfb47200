-- The values of t.b are gone: rows get new numbers.
ALTER TABLE t ADD COLUMN b serial;
ALTER TABLE t DROP COLUMN a;
