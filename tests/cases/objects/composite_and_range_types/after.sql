CREATE TYPE point2 AS (x integer, y integer, z integer);
COMMENT ON COLUMN point2.z IS 'up';
CREATE TYPE reordered AS (b text, a integer);
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TYPE words AS RANGE (subtype = text, collation = "C");
CREATE TABLE posts (id bigint PRIMARY KEY, p point2, s span, w words, ps point2[]);
CREATE VIEW seen AS SELECT id, p FROM posts;
