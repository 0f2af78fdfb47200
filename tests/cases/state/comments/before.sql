CREATE TABLE t (id integer PRIMARY KEY, a integer, gone integer);
CREATE INDEX i ON t (a);
CREATE TYPE e AS ENUM ('a');
COMMENT ON TABLE t IS 'it''s old';
COMMENT ON COLUMN t.id IS 'goes';
