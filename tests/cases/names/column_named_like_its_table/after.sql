CREATE TABLE t (id integer PRIMARY KEY, t text NOT NULL);
CREATE INDEX t_t ON t (t);
