INSERT INTO users (mail, boss) VALUES ('c', 1);
SELECT count(*) = 1 AS ok FROM pets JOIN users ON users.id = owner;
