-- The values of t.a are gone: rows get ''.
-- The values of t.b are gone: rows get 0.
-- The values of t.c are gone: rows get '1970-01-01'.
ALTER TABLE t ADD COLUMN a text NOT NULL DEFAULT '';
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ADD COLUMN b integer NOT NULL DEFAULT 0;
ALTER TABLE t ALTER COLUMN b DROP DEFAULT;
ALTER TABLE t ADD COLUMN c date NOT NULL DEFAULT '1970-01-01';
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
