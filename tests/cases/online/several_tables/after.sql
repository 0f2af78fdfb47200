CREATE TABLE a (id integer PRIMARY KEY, x integer, z text);
CREATE TABLE b (id integer PRIMARY KEY, x integer NOT NULL, w integer REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY, b_id integer REFERENCES b);
