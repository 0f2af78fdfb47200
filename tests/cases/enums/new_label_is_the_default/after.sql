CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, s mood DEFAULT 'b');
CREATE INDEX i ON t (id) WHERE s = 'b';
