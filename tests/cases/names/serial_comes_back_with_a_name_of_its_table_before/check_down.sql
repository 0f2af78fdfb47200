INSERT INTO users (name) VALUES ('c');
SELECT count(DISTINCT id) = 3 AS ok FROM users;
