CREATE TABLE t (id integer PRIMARY KEY, n integer DEFAULT 5 NOT NULL, CONSTRAINT n_set CHECK (n > 0), CONSTRAINT n_id UNIQUE (n, id));
CREATE INDEX t_n ON t (n);
CREATE INDEX t_part ON t (id) WHERE n <> 9;
