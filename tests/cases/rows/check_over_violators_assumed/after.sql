CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_a_check CHECK (a > 0));
