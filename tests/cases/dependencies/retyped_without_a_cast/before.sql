CREATE TABLE t (id integer PRIMARY KEY, n text DEFAULT '5');
