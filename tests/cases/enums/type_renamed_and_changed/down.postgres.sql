-- Fails while a row has the label 'c' of tone.
-- The labels of tone change from (b, a, c) to (a, b).
ALTER TYPE tone RENAME TO tone_old;
CREATE TYPE tone AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE tone USING s::text::tone;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::tone;
DROP TYPE tone_old;
ALTER TYPE tone RENAME TO mood;
