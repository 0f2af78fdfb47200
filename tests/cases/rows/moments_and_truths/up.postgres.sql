ALTER TABLE t ALTER COLUMN at TYPE timestamptz USING to_timestamp(at);
ALTER TABLE t ALTER COLUMN day TYPE date USING (to_timestamp(day) AT TIME ZONE 'UTC')::date;
ALTER TABLE t ALTER COLUMN flag TYPE smallint USING flag::integer::smallint;
ALTER TABLE t ALTER COLUMN done TYPE boolean USING done <> 0;
