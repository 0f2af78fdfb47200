CREATE TABLE a (id integer PRIMARY KEY, x integer);
CREATE INDEX i ON a (x);
CREATE TABLE b (id integer PRIMARY KEY, x integer);
