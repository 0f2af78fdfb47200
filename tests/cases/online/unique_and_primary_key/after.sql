CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b text, CONSTRAINT t_b_key UNIQUE (b) DEFERRABLE);
