-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'c';
-- migration
ALTER TABLE t ALTER COLUMN n SET DEFAULT 'c'::mood;
