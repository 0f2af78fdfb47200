-- The values of t.a are gone: rows get ''.
-- The values of t.b are gone: rows get 0.
-- The values of t.c are gone: rows get '1970-01-01'.
ALTER TABLE t ADD COLUMN a text;
UPDATE t SET a = '';
ALTER TABLE t ADD COLUMN b integer;
UPDATE t SET b = 0;
ALTER TABLE t ADD COLUMN c date;
UPDATE t SET c = '1970-01-01';
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
