COMMENT ON COLUMN point2.z IS NULL;
DROP TYPE reordered;
CREATE TYPE gone AS (a integer);
ALTER TYPE point2 DROP ATTRIBUTE z;
ALTER TYPE point2 ADD ATTRIBUTE old_name text;
CREATE TYPE reordered AS (a integer, b text);
ALTER TABLE posts DROP COLUMN w;
ALTER TABLE posts DROP COLUMN ps;
DROP TYPE words;
