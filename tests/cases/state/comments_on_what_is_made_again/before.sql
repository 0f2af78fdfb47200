CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, s e, n integer);
CREATE INDEX i ON t (n) WHERE s = 'a';
COMMENT ON TYPE e IS 'kept';
COMMENT ON INDEX i IS 'kept';
COMMENT ON COLUMN t.s IS 'kept';
