DROP FUNCTION merged(others,others);
DROP TYPE timerange;
CREATE TYPE timerange AS RANGE (SUBTYPE = time without time zone, SUBTYPE_OPCLASS = pg_catalog.time_ops);
ALTER TABLE spans DROP COLUMN m;
ALTER TABLE spans DROP COLUMN o;
ALTER TABLE spans DROP COLUMN os;
DROP TYPE other;
