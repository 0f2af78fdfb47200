ALTER TABLE t DROP COLUMN s;
-- migration: 'labels'
-- Fails while a row has the label 'b' of mood.
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t ALTER COLUMN o TYPE mood USING o::text::mood;
DROP TYPE mood_old;
