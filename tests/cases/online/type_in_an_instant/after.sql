CREATE TABLE t (id integer PRIMARY KEY, v text, n numeric(9,2), CONSTRAINT t_v CHECK (v <> ''));
