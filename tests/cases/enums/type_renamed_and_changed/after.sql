CREATE TYPE tone AS ENUM ('b', 'a', 'c');
CREATE TABLE t (id integer PRIMARY KEY, s tone NOT NULL DEFAULT 'a');
