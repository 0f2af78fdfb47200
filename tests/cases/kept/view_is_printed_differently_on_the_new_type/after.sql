CREATE TABLE posts (id bigint PRIMARY KEY, title text NOT NULL, views integer NOT NULL);
CREATE VIEW ones AS SELECT id FROM posts WHERE title = 'one' AND views BETWEEN 1 AND 20 AND id > 0;
