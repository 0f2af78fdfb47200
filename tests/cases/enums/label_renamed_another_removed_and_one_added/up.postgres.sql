-- Assumes mood.b: no row has this label
ALTER TYPE mood RENAME VALUE 'c' TO 'd';

-- The labels of mood change from (a, b, d) to (a, d, e).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'd', 'e');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
