CREATE TABLE t (id integer PRIMARY KEY, n text DEFAULT '5' NOT NULL, CONSTRAINT n_set CHECK (n <> ''), CONSTRAINT n_id UNIQUE (n, id));
CREATE INDEX t_n ON t (n);
CREATE INDEX t_part ON t (id) WHERE n <> 'x';
CREATE INDEX t_expr ON t (lower(n));
