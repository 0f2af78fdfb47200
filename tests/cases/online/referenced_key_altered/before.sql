CREATE TABLE t (a integer, b integer, CONSTRAINT k UNIQUE (a));
CREATE TABLE u (id integer PRIMARY KEY, x integer, CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (a));
