-- The materialized view filled rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP MATERIALIZED VIEW filled;

-- The materialized view counts (with its index counts_views, index counts_id) rests on posts.views, which changes: dropped here, made again below.
DROP MATERIALIZED VIEW counts;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;

CREATE MATERIALIZED VIEW counts WITH (fillfactor='70') AS
 SELECT posts.id,
    posts.views
   FROM posts
WITH NO DATA;

ALTER MATERIALIZED VIEW counts ALTER COLUMN views SET STATISTICS 500;
COMMENT ON MATERIALIZED VIEW counts IS 'How often; it''s read';
COMMENT ON COLUMN counts.views IS 'times';
CREATE UNIQUE INDEX counts_id ON public.counts USING btree (id);
ALTER MATERIALIZED VIEW counts CLUSTER ON counts_id;
COMMENT ON INDEX counts_id IS 'for REFRESH CONCURRENTLY';
CREATE INDEX counts_views ON public.counts USING btree (views DESC) WHERE (views > 0);

CREATE MATERIALIZED VIEW filled AS
 SELECT sum(posts.views) AS total
   FROM posts;
