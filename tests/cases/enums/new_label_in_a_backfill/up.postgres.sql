-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
ALTER TABLE t ADD COLUMN s mood NOT NULL DEFAULT 'b';
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
