CREATE TABLE t (id int PRIMARY KEY, a int4range, CONSTRAINT t_a_excl EXCLUDE USING gist (a WITH &&));
