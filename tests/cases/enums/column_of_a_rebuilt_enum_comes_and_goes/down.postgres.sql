-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
-- The values of t.old are gone: rows get the default.
DROP TABLE fresh;
ALTER TABLE t ADD COLUMN old mood DEFAULT 'b'::mood;
ALTER TABLE t DROP COLUMN new;
