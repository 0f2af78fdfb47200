CREATE TABLE t (id integer PRIMARY KEY, a integer, gone integer);
CREATE INDEX i ON t (a);
CREATE TYPE e AS ENUM ('a');
COMMENT ON TABLE t IS 'it''s new; -- really
and on two lines';
COMMENT ON COLUMN t.a IS '"x" $$ \n';
COMMENT ON INDEX i IS 'for speed';
COMMENT ON TYPE e IS 'few';
