CREATE TABLE t (id int PRIMARY KEY, at bigint, day int, flag boolean, done smallint);
