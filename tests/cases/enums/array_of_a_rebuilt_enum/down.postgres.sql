DROP INDEX i;

-- The labels of mood change from (b, a) to (a, b, c).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
ALTER TABLE t ALTER COLUMN many DROP DEFAULT;
ALTER TABLE t ALTER COLUMN many TYPE mood[] USING many::text[]::mood[];
ALTER TABLE t ALTER COLUMN many SET DEFAULT ARRAY['a'::mood, 'b'::mood];
CREATE INDEX i ON t USING gin (many);
DROP TYPE mood_old;
