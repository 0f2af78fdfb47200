CREATE TABLE t (id INTEGER PRIMARY KEY, a integer, CONSTRAINT t_a_check CHECK (a > 0));
