ALTER TABLE t ALTER COLUMN at TYPE bigint USING extract(epoch FROM at)::bigint;
ALTER TABLE t ALTER COLUMN day TYPE integer USING extract(epoch FROM day)::integer;
ALTER TABLE t ALTER COLUMN flag TYPE boolean USING flag <> 0;
ALTER TABLE t ALTER COLUMN done TYPE smallint USING done::integer::smallint;
