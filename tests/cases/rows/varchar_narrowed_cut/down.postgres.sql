ALTER TABLE t ALTER COLUMN a TYPE varchar(80) USING a::character varying(80);
