-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b' AFTER 'a';
-- migration
ALTER TABLE t ALTER COLUMN n SET DEFAULT 'b'::mood;
