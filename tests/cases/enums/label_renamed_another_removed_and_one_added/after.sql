CREATE TYPE mood AS ENUM ('a', 'd', 'e');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
