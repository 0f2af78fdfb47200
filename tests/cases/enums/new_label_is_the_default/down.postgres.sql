DROP INDEX i;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
-- migration: 'labels'
-- Fails while a row has the label 'b' of mood.
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
