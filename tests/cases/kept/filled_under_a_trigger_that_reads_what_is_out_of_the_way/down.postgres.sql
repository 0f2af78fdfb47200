-- The values of posts.title are gone: rows get ''.
-- The materialized view most rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP MATERIALIZED VIEW most;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;
ALTER TABLE posts ADD COLUMN title varchar(20) NOT NULL DEFAULT '';
ALTER TABLE posts ALTER COLUMN title DROP DEFAULT;

CREATE MATERIALIZED VIEW most AS
 SELECT max(posts.views) AS views
   FROM posts;
