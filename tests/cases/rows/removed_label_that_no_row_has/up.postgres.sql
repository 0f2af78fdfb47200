ALTER TABLE t ALTER COLUMN n SET DEFAULT 'a'::mood;
-- migration: 'labels'
-- Assumes mood.c: no row has this label
-- The labels of mood change from (a, b, c) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
ALTER TABLE t ALTER COLUMN n TYPE mood USING n::text::mood;
ALTER TABLE t ALTER COLUMN n SET DEFAULT 'a'::mood;
ALTER TABLE t ALTER COLUMN many TYPE mood[] USING many::text[]::mood[];
DROP TYPE mood_old;
