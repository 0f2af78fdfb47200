CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE c (id integer PRIMARY KEY, x integer, y integer, FOREIGN KEY (y, x) REFERENCES p (a, b) ON DELETE CASCADE ON UPDATE CASCADE);
