ALTER TABLE posts RENAME COLUMN views TO reads;

-- The view popular rests on posts.reads, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW popular;
ALTER TABLE posts ALTER COLUMN reads TYPE bigint;

CREATE VIEW popular AS
 SELECT posts.id,
    posts.reads AS views
   FROM posts
  WHERE (posts.reads > 15);
