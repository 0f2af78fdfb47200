DROP INDEX i;
ALTER TABLE t DROP CONSTRAINT c;
-- migration: 'labels'
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t ALTER COLUMN s TYPE mood USING (CASE s::text WHEN 'b' THEN 'a' ELSE s::text END)::mood;
DROP TYPE mood_old;
