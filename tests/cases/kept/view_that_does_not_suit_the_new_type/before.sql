CREATE TABLE posts (id bigint PRIMARY KEY, views integer NOT NULL);
CREATE VIEW even AS SELECT id FROM posts WHERE views % 2 = 0;
