CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, old mood DEFAULT 'b', kept mood);
CREATE TABLE gone_later (s mood);
