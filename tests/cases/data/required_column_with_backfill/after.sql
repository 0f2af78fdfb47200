CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL, name text NOT NULL);
