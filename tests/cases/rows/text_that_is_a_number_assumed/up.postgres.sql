-- Assumes t.a: no row breaks it
ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer;
