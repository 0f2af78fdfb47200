CREATE TABLE p (id integer PRIMARY KEY, code text NOT NULL);
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, CONSTRAINT old CHECK (a < 100));
