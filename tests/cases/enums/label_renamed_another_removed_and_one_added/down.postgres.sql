-- Fails while a row has the label 'e' of mood.
-- The labels of mood change from (a, d, e) to (a, b, d).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b', 'd');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
ALTER TYPE mood RENAME VALUE 'd' TO 'c';
