-- The policy popular of posts rests on posts.views, which changes: dropped here, made again below.
DROP POLICY popular ON posts;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;
CREATE POLICY popular ON posts AS RESTRICTIVE FOR UPDATE TO PUBLIC USING ((views > 3)) WITH CHECK ((views < 1000));
COMMENT ON POLICY popular ON posts IS 'what is read';
