CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer PRIMARY KEY, m mood, n mood NOT NULL DEFAULT 'c', many mood[] NOT NULL);
