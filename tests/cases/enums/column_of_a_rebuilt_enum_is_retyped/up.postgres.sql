ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE text USING s::text;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'b'::text;
-- migration: 'labels'
-- Assumes mood.b: no row has this label
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t ALTER COLUMN kept TYPE mood USING kept::text::mood;
DROP TYPE mood_old;
