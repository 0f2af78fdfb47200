CREATE TABLE t (id int PRIMARY KEY, a text, g text GENERATED ALWAYS AS (coalesce(a, 'none')) STORED);
