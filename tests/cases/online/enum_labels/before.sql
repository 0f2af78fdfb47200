CREATE TYPE mood AS ENUM ('a');
CREATE TYPE other AS ENUM ('x', 'y');
CREATE TABLE t (id integer PRIMARY KEY, m mood, o other);
