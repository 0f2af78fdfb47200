CREATE TABLE t (id integer PRIMARY KEY, full_name text NOT NULL, CONSTRAINT c CHECK (full_name <> ''));
CREATE INDEX i ON t (full_name);
