CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (fillfactor = 80, toast.autovacuum_enabled = false);
