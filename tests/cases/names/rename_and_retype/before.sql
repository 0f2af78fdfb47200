CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL DEFAULT 1);
CREATE INDEX t_a ON t (a);
