SELECT title = 'one!' AS ok FROM posts;
UPDATE posts SET views = 11;
SELECT title = 'one!!' AS ok FROM posts;
