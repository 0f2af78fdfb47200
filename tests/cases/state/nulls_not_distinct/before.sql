CREATE TABLE t (id integer PRIMARY KEY, a integer CONSTRAINT u UNIQUE, b integer);
CREATE UNIQUE INDEX i ON t (b);
