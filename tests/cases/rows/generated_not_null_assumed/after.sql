CREATE TABLE t (id integer PRIMARY KEY, data jsonb NOT NULL, title text NOT NULL GENERATED ALWAYS AS (data ->> 'title') STORED);
