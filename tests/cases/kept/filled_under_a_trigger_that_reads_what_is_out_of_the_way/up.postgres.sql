-- The materialized view most rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP MATERIALIZED VIEW most;
ALTER TABLE posts ALTER COLUMN views TYPE bigint;
ALTER TABLE posts DROP COLUMN title;

CREATE MATERIALIZED VIEW most AS
 SELECT max(posts.views) AS views
   FROM posts;
