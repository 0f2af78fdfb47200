-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration
ALTER TABLE t ADD CONSTRAINT c CHECK ((s <> 'b'::mood) OR (id > 0));
CREATE INDEX i ON t (id) WHERE s = 'b'::mood;
