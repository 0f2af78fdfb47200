-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'b'::mood;
CREATE INDEX i ON t (id) WHERE s = 'b'::mood;
