-- The values of t.first are gone: rows get ''.
-- The values of t.last are gone: rows get ''.
ALTER TABLE t ADD COLUMN first text NOT NULL DEFAULT '';
ALTER TABLE t ALTER COLUMN first DROP DEFAULT;
ALTER TABLE t ADD COLUMN last text NOT NULL DEFAULT '';
ALTER TABLE t ALTER COLUMN last DROP DEFAULT;
ALTER TABLE t DROP COLUMN name;
