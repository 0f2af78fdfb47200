CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE c (id integer PRIMARY KEY, x integer, y integer, FOREIGN KEY (x, y) REFERENCES p (b, a));
