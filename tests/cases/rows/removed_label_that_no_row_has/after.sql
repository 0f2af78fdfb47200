CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, m mood, n mood NOT NULL DEFAULT 'a', many mood[] NOT NULL);
