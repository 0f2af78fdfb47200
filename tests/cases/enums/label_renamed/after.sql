CREATE TYPE mood AS ENUM ('a', 'b', 'd');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
