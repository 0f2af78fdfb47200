CREATE TYPE tone AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer PRIMARY KEY, s tone NOT NULL DEFAULT 'a');
