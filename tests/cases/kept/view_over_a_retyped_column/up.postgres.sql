-- The view popular rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW popular;
ALTER TABLE posts ALTER COLUMN views TYPE bigint;

CREATE VIEW popular AS
 SELECT posts.id,
    posts.views
   FROM posts
  WHERE (posts.views > 15);
