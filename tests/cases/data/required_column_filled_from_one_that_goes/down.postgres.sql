-- The values of t.first are gone: rows get ''.
-- The values of t.last are gone: rows get ''.
ALTER TABLE t ADD COLUMN first text;
UPDATE t SET first = '';
ALTER TABLE t ADD COLUMN last text;
UPDATE t SET last = '';
ALTER TABLE t ALTER COLUMN first SET NOT NULL;
ALTER TABLE t ALTER COLUMN last SET NOT NULL;
ALTER TABLE t DROP COLUMN name;
