CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, CONSTRAINT k UNIQUE (id, b));
