CREATE TABLE t (id integer PRIMARY KEY, n integer, "Big" bigint GENERATED ALWAYS AS (n * 2) STORED NOT NULL, CONSTRAINT big CHECK ("Big" > 0));
CREATE INDEX t_big ON t ("Big");
COMMENT ON COLUMN t."Big" IS 'twice';
