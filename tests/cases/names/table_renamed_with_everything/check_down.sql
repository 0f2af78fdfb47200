INSERT INTO people (mail, boss) VALUES ('d', 1);
