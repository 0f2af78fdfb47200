-- The view ones rests on posts.title, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW ones;
ALTER TABLE posts ALTER COLUMN title TYPE text;

CREATE VIEW ones AS
 SELECT posts.id
   FROM posts
  WHERE (((posts.title)::text = 'one'::text) AND ((posts.views >= 1) AND (posts.views <= 20)) AND (posts.id > 0));
