-- The statistics pair rests on posts.views, which changes: dropped here, made again below.
DROP STATISTICS public.pair;
ALTER TABLE posts ALTER COLUMN views TYPE bigint;
CREATE STATISTICS public.pair ON title, views FROM posts;
ALTER STATISTICS public.pair SET STATISTICS 50;
COMMENT ON STATISTICS public.pair IS 'they go together';
