CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE a (id integer PRIMARY KEY, p integer);
CREATE TABLE b (id integer PRIMARY KEY, p integer);
