CREATE TABLE b (id integer, x text, CONSTRAINT a_pkey PRIMARY KEY (id));
CREATE TABLE a (id integer, y text, CONSTRAINT b_pkey PRIMARY KEY (id));
