INSERT INTO made VALUES (-1, 77);
-- fails
INSERT INTO children (id, becomes_held) VALUES (9, -1);
