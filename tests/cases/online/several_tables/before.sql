CREATE TABLE a (id integer PRIMARY KEY, x integer, y text);
CREATE TABLE b (id integer PRIMARY KEY, x integer);
