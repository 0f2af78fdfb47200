-- The trigger on_views of posts rests on posts.views, which changes: dropped here, made again below.
DROP TRIGGER on_views ON posts;

-- The trigger in_replicas of posts rests on posts.views, which changes: dropped here, made again below.
DROP TRIGGER in_replicas ON posts;

-- The trigger When of posts rests on posts.views, which changes: dropped here, made again below.
DROP TRIGGER "When" ON posts;
ALTER TABLE posts ALTER COLUMN views TYPE bigint;
CREATE TRIGGER "When" BEFORE UPDATE ON public.posts FOR EACH ROW WHEN ((old.views <> new.views)) EXECUTE FUNCTION changed();
ALTER TABLE posts DISABLE TRIGGER "When";
CREATE TRIGGER in_replicas AFTER UPDATE OF views ON public.posts FOR EACH ROW EXECUTE FUNCTION changed();
ALTER TABLE posts ENABLE REPLICA TRIGGER in_replicas;
CREATE TRIGGER on_views BEFORE UPDATE OF views ON public.posts FOR EACH ROW EXECUTE FUNCTION changed();
COMMENT ON TRIGGER on_views ON posts IS 'marks';
