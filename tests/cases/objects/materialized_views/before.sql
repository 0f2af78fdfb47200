CREATE TABLE posts (id bigint PRIMARY KEY, title text NOT NULL);
CREATE MATERIALIZED VIEW titles AS SELECT id, title FROM posts;
CREATE UNIQUE INDEX titles_id ON titles (id);
COMMENT ON INDEX titles_id IS 'by id';
CREATE MATERIALIZED VIEW gone AS SELECT id FROM posts;
CREATE INDEX gone_id ON gone (id);
CREATE MATERIALIZED VIEW filled AS SELECT id FROM posts WITH NO DATA;
CREATE MATERIALIZED VIEW indexed AS SELECT id FROM posts;
CREATE INDEX indexed_id ON indexed (id);
