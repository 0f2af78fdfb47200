CREATE TABLE t (id integer PRIMARY KEY, v varchar(10), n numeric(5,2), CONSTRAINT t_v CHECK (v <> ''));
