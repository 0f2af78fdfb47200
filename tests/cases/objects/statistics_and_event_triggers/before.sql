CREATE TABLE posts (id bigint PRIMARY KEY, a integer, b integer);
CREATE STATISTICS gone ON a, b FROM posts;
CREATE STATISTICS changed (ndistinct) ON a, b FROM posts;
ALTER STATISTICS changed SET STATISTICS 44;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER gone ON sql_drop EXECUTE FUNCTION watch();
CREATE EVENT TRIGGER changed ON ddl_command_end EXECUTE FUNCTION watch();
CREATE PUBLICATION gone FOR TABLE posts;
CREATE PUBLICATION changed FOR TABLE posts;
