CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, reads bigint NOT NULL);
CREATE VIEW popular AS SELECT id, reads AS views FROM posts WHERE reads > 15;
