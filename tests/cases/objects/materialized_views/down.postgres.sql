DROP MATERIALIZED VIEW made;
DROP MATERIALIZED VIEW titles;
DROP INDEX indexed_id_desc;
CREATE INDEX indexed_id ON public.indexed USING btree (id);
REFRESH MATERIALIZED VIEW filled WITH NO DATA;

CREATE MATERIALIZED VIEW gone AS
 SELECT posts.id
   FROM posts;

CREATE INDEX gone_id ON public.gone USING btree (id);

CREATE MATERIALIZED VIEW titles AS
 SELECT posts.id,
    posts.title
   FROM posts;

CREATE UNIQUE INDEX titles_id ON public.titles USING btree (id);
COMMENT ON INDEX titles_id IS 'by id';
