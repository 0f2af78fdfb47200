DROP TYPE reordered;
ALTER TYPE point2 DROP ATTRIBUTE old_name;
ALTER TYPE point2 ADD ATTRIBUTE z integer;
CREATE TYPE reordered AS (b text, a integer);
CREATE TYPE words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_ops, COLLATION = "C");
ALTER TABLE posts ADD COLUMN w words;
ALTER TABLE posts ADD COLUMN ps point2[];
COMMENT ON COLUMN point2.z IS 'up';
DROP TYPE gone;
