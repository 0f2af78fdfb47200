CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, CONSTRAINT c CHECK (name <> ''));
CREATE INDEX i ON t (name);
