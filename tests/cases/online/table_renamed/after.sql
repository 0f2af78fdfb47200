CREATE TABLE s (id integer CONSTRAINT t_pkey PRIMARY KEY, a integer, b text);
