CREATE TABLE t (id INTEGER PRIMARY KEY, a text); CREATE UNIQUE INDEX t_a ON t (lower(a)) WHERE a <> '';
