-- Fails while a row has the label 'x' of mood.
-- Fails while a row has the label 'y' of mood.
-- Fails while a row has the label 'p' of mood.
-- Fails while a row has the label 'q' of mood.
-- Fails while a row has the label 'z' of mood.
-- The labels of mood change from (x, y, a, p, q, b, z) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
