CREATE TABLE t (id integer PRIMARY KEY, n integer);
CREATE UNIQUE INDEX t_n ON t (n);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_n'::regclass;
