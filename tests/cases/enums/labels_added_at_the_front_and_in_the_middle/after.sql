CREATE TYPE mood AS ENUM ('x', 'y', 'a', 'p', 'q', 'b', 'z');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
