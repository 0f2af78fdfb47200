CREATE TABLE t (id text, x text);
