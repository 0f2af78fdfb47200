CREATE TABLE t (id integer PRIMARY KEY, n integer, CONSTRAINT t_n_key UNIQUE (n));
CREATE TABLE c (n integer REFERENCES t (n));
