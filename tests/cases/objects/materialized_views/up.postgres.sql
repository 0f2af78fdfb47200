DROP MATERIALIZED VIEW titles;
DROP MATERIALIZED VIEW gone;
DROP INDEX indexed_id;
CREATE INDEX indexed_id_desc ON public.indexed USING btree (id DESC);
REFRESH MATERIALIZED VIEW filled;

CREATE MATERIALIZED VIEW titles AS
 SELECT posts.id,
    upper(posts.title) AS title
   FROM posts;

CREATE UNIQUE INDEX titles_id ON public.titles USING btree (id);
COMMENT ON INDEX titles_id IS 'by id';

CREATE MATERIALIZED VIEW made AS
 SELECT titles.title
   FROM titles
WITH NO DATA;

CREATE INDEX made_title ON public.made USING btree (title);
