INSERT INTO people (mail) VALUES ('a'), ('b');
INSERT INTO pets VALUES (1, 2);
