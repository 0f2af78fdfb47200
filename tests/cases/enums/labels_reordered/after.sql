CREATE TYPE mood AS ENUM ('c', 'b', 'a');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
