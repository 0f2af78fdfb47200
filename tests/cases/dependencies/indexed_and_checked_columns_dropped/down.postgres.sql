-- The values of t.a are gone: rows get NULL.
-- The values of t.b are gone: rows get NULL.
ALTER TABLE t ADD COLUMN a integer;
ALTER TABLE t ADD COLUMN b integer;
ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, c);
ALTER TABLE t ADD CONSTRAINT ab CHECK (a > b);
CREATE INDEX t_b ON t (b);
CREATE INDEX t_p ON t (id) WHERE a > 0;
