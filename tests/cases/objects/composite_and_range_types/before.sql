CREATE TYPE gone AS (a integer);
CREATE TYPE point2 AS (x integer, y integer, old_name text);
CREATE TYPE reordered AS (a integer, b text);
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TABLE posts (id bigint PRIMARY KEY, p point2, s span);
CREATE VIEW seen AS SELECT id, p FROM posts;
