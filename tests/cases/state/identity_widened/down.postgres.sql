ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;
