CREATE TABLE t (id integer PRIMARY KEY, n integer, twice integer NOT NULL GENERATED ALWAYS AS (2 * n) STORED);
