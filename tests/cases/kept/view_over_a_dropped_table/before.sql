CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views integer NOT NULL);
CREATE VIEW titles AS SELECT title FROM posts;
CREATE TABLE other (id bigint PRIMARY KEY);
