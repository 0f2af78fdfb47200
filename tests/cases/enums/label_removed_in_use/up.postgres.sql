-- Assumes mood.c: no row has this label
-- The labels of mood change from (a, b, c) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
