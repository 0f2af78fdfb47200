DROP INDEX i;

-- The labels of e change from (b, a) to (a, b).
ALTER TYPE e RENAME TO e_old;
CREATE TYPE e AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN s TYPE e USING s::text::e;
ALTER TABLE t ALTER COLUMN n TYPE integer USING n::integer;
CREATE INDEX i ON t (n) WHERE s = 'a'::e;
COMMENT ON TYPE e IS 'kept';
COMMENT ON INDEX i IS 'kept';
DROP TYPE e_old;
