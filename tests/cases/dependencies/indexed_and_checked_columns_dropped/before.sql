CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, c text, CONSTRAINT ab CHECK (a > b), CONSTRAINT u UNIQUE (a, c));
CREATE INDEX t_b ON t (b);
CREATE INDEX t_p ON t (id) WHERE a > 0;
