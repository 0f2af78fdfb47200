DROP EVENT TRIGGER gone;
DROP EVENT TRIGGER changed;
DROP STATISTICS public.gone;
DROP STATISTICS public.changed;
DROP PUBLICATION gone;

CREATE TABLE tags (
    id bigint NOT NULL,
    CONSTRAINT tags_pkey PRIMARY KEY (id)
);

ALTER TABLE posts ADD COLUMN c integer;
ALTER PUBLICATION changed SET TABLE posts, tags;
ALTER PUBLICATION changed SET (publish = 'insert', publish_via_partition_root = false);
CREATE PUBLICATION made FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
CREATE STATISTICS public.changed (dependencies) ON a, b FROM posts;
ALTER STATISTICS public.changed SET STATISTICS 55;
COMMENT ON STATISTICS public.changed IS 'of both';
CREATE STATISTICS public.made ON b, c FROM posts;
CREATE EVENT TRIGGER changed ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION watch();
ALTER EVENT TRIGGER changed DISABLE;
