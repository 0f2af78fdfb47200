-- Assumes mood.c: no row has this label
ALTER TABLE other DROP CONSTRAINT other_s_fkey;
DROP INDEX i;
DROP INDEX j;
DROP INDEX k;
ALTER TABLE t DROP CONSTRAINT c;
ALTER TABLE t DROP COLUMN calm;

-- The labels of mood change from (a, b, c) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE other ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE other ALTER COLUMN ss DROP DEFAULT;
ALTER TABLE other ALTER COLUMN ss TYPE mood[] USING ss::text[]::mood[];
ALTER TABLE other ALTER COLUMN ss SET DEFAULT '{a}'::mood[];
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'a'::mood;
ALTER TABLE t ADD COLUMN calm boolean GENERATED ALWAYS AS (s = 'a'::mood) STORED;
ALTER TABLE t ADD CONSTRAINT c CHECK ((s <> 'b'::mood) OR (id > 0));
CREATE INDEX i ON t (id) WHERE s = 'a'::mood;
CREATE INDEX j ON t (s);
CREATE INDEX k ON t (((s = 'b'::mood)));
ALTER TABLE other ADD CONSTRAINT other_s_fkey FOREIGN KEY (s) REFERENCES t (s);
DROP TYPE mood_old;
