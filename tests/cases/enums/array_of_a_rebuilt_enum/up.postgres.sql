DROP INDEX i;

-- The labels of mood change from (a, b, c) to (b, a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING (CASE s::text WHEN 'c' THEN 'b' ELSE s::text END)::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
ALTER TABLE t ALTER COLUMN many DROP DEFAULT;
ALTER TABLE t ALTER COLUMN many TYPE mood[] USING array_replace(many::text[], 'c', 'b')::mood[];
ALTER TABLE t ALTER COLUMN many SET DEFAULT ARRAY['a'::mood, 'b'::mood];
CREATE INDEX i ON t USING gin (many);
DROP TYPE mood_old;
