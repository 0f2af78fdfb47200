CREATE TABLE t (id int PRIMARY KEY, a text COLLATE "POSIX", b text);
