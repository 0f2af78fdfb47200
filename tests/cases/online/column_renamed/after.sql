CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, d text NOT NULL DEFAULT 'c', CONSTRAINT t_c CHECK (d <> ''));
CREATE INDEX t_d_idx ON t (d);
