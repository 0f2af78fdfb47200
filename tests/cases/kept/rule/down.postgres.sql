-- The rule seen of posts rests on posts.views, which changes: dropped here, made again below.
DROP RULE seen ON posts;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;

CREATE RULE seen AS
    ON UPDATE TO public.posts
   WHERE (new.views > old.views) DO  INSERT INTO log (post, views)
  VALUES (new.id, new.views);

ALTER TABLE posts DISABLE RULE seen;
COMMENT ON RULE seen ON posts IS 'who looks';
