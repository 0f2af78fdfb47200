CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TYPE other AS ENUM ('y', 'x');
CREATE TABLE t (id integer PRIMARY KEY, m mood DEFAULT 'b', n mood NOT NULL DEFAULT 'b', o other);
