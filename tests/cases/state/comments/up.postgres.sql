DROP INDEX i;
CREATE INDEX i ON t (a);
COMMENT ON TYPE e IS 'few';
COMMENT ON INDEX i IS 'for speed';
COMMENT ON COLUMN t.id IS NULL;
COMMENT ON COLUMN t.a IS '"x" $$ \n';

COMMENT ON TABLE t IS 'it''s new; -- really
and on two lines';
