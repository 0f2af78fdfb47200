INSERT INTO words VALUES (1, 'a', 'b', 'c'), (2, 'b', NULL, 'd');
INSERT INTO meanings VALUES ('a');
INSERT INTO parts VALUES (1, 'a');
INSERT INTO children VALUES ('a');
