-- The labels of mood change from (a, b, c) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING (CASE s::text WHEN 'c' THEN 'b' ELSE s::text END)::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
