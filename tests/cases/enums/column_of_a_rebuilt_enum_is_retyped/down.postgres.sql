-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'b'::mood;
