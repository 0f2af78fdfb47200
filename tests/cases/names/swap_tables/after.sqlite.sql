CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE TABLE a (id integer PRIMARY KEY, y text);
