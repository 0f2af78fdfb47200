CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views bigint NOT NULL);
CREATE STATISTICS pair ON title, views FROM posts;
COMMENT ON STATISTICS pair IS 'they go together';
ALTER STATISTICS pair SET STATISTICS 50;
CREATE STATISTICS plain ON id, views FROM posts;
