CREATE TABLE posts (id bigint PRIMARY KEY, title text NOT NULL);
CREATE MATERIALIZED VIEW titles AS SELECT id, upper(title) AS title FROM posts;
CREATE UNIQUE INDEX titles_id ON titles (id);
COMMENT ON INDEX titles_id IS 'by id';
CREATE MATERIALIZED VIEW filled AS SELECT id FROM posts;
CREATE MATERIALIZED VIEW indexed AS SELECT id FROM posts;
CREATE INDEX indexed_id_desc ON indexed (id DESC);
CREATE MATERIALIZED VIEW made AS SELECT title FROM titles WITH NO DATA;
CREATE INDEX made_title ON made (title);
