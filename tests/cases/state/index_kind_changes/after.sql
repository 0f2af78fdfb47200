CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE UNIQUE INDEX i ON t (a DESC, (b + 1)) WHERE a IS NOT NULL;
