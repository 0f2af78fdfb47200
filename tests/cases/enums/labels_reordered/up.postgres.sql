-- The labels of mood change from (a, b, c) to (c, b, a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('c', 'b', 'a');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
