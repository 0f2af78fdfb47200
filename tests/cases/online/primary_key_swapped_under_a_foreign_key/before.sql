CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE u (id integer PRIMARY KEY, x integer, CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (a));
