CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c text NOT NULL DEFAULT 'c', CONSTRAINT t_c CHECK (c <> ''));
CREATE INDEX t_c_idx ON t (c);
