CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views bigint NOT NULL);
CREATE FUNCTION doubled(post posts) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT post.views * 2.0';
CREATE FUNCTION some_posts() RETURNS SETOF posts LANGUAGE sql STABLE AS 'SELECT * FROM posts';
COMMENT ON FUNCTION some_posts() IS 'a few';
