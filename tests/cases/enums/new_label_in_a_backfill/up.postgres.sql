-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
ALTER TABLE t ADD COLUMN s mood;
UPDATE t SET s = 'b';
ALTER TABLE t ALTER COLUMN s SET NOT NULL;
