ALTER TABLE t ALTER COLUMN n TYPE varchar(10) USING n::character varying(10);
