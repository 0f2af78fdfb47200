CREATE TABLE t (id integer PRIMARY KEY, r int4range);
