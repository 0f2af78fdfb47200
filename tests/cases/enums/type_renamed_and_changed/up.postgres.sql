ALTER TYPE mood RENAME TO tone;

-- The labels of tone change from (a, b) to (b, a, c).
ALTER TYPE tone RENAME TO tone_old;
CREATE TYPE tone AS ENUM ('b', 'a', 'c');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE tone USING s::text::tone;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::tone;
DROP TYPE tone_old;
