CREATE TABLE t (id integer PRIMARY KEY, n bigint, twice bigint GENERATED ALWAYS AS (n * 2) STORED);
CREATE INDEX t_twice ON t (twice);
