CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views integer NOT NULL);
CREATE STATISTICS pair ON title, views FROM posts;
