-- The rows of posts are gone: this makes the table again, empty.
CREATE TABLE posts (
    id bigint NOT NULL,
    title varchar(20) NOT NULL,
    views integer NOT NULL,
    CONSTRAINT posts_pkey PRIMARY KEY (id)
);

CREATE POLICY everyone ON posts AS PERMISSIVE FOR ALL TO PUBLIC USING ((views > 0));
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER "When" BEFORE UPDATE ON public.posts FOR EACH ROW WHEN ((old.views <> new.views)) EXECUTE FUNCTION changed();
ALTER TABLE posts DISABLE TRIGGER "When";
CREATE TRIGGER in_replicas AFTER UPDATE OF views ON public.posts FOR EACH ROW EXECUTE FUNCTION changed();
ALTER TABLE posts ENABLE REPLICA TRIGGER in_replicas;
CREATE TRIGGER on_title BEFORE INSERT ON public.posts FOR EACH ROW EXECUTE FUNCTION changed();
CREATE TRIGGER on_views BEFORE UPDATE OF views ON public.posts FOR EACH ROW EXECUTE FUNCTION changed();
COMMENT ON TRIGGER on_views ON posts IS 'marks';
