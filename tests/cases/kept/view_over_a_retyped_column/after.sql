CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views bigint NOT NULL);
CREATE VIEW popular AS SELECT id, views FROM posts WHERE views > 15;
