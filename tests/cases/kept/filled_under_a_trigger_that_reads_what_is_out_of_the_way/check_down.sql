SELECT title = '' AND NOT touched AS ok FROM posts;
-- fails
INSERT INTO posts (id, views) VALUES (2, 3);
