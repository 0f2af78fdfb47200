CREATE TYPE tone AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, s tone NOT NULL);
