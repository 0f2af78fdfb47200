CREATE TABLE t (id int PRIMARY KEY, a text COLLATE "C", b varchar(9) COLLATE "C");
