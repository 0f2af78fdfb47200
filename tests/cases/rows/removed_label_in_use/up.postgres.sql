ALTER TABLE t ALTER COLUMN n SET DEFAULT 'a'::mood;
-- migration: 'labels'
-- The labels of mood change from (a, b, c) to (a, c).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'c');
ALTER TABLE t ALTER COLUMN m TYPE mood USING (CASE m::text WHEN 'b' THEN 'c' ELSE m::text END)::mood;
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
ALTER TABLE t ALTER COLUMN n TYPE mood USING (CASE n::text WHEN 'b' THEN 'c' ELSE n::text END)::mood;
ALTER TABLE t ALTER COLUMN n SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
