CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, s mood, CONSTRAINT c CHECK (s <> 'b' OR id > 0));
CREATE INDEX i ON t (id) WHERE s = 'b';
