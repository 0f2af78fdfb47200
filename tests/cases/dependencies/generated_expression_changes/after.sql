CREATE TABLE t (id integer PRIMARY KEY, n integer, x integer GENERATED ALWAYS AS (n * 3) STORED);
