CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, gone text NOT NULL);
CREATE INDEX t_gone ON t (gone);
CREATE TABLE g (id integer PRIMARY KEY, t_id integer REFERENCES t);
