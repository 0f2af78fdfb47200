CREATE TABLE t (a integer NOT NULL, b integer PRIMARY KEY);
CREATE TABLE u (id integer PRIMARY KEY, x integer, CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (b));
