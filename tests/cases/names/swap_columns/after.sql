CREATE TABLE t (id integer PRIMARY KEY, b integer, a text);
CREATE INDEX t_a ON t (b);
