CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, a integer CONSTRAINT t_a_key UNIQUE, CONSTRAINT t_check CHECK (a > 0));
CREATE INDEX t_i ON t (a);
