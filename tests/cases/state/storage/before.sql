CREATE UNLOGGED TABLE t (id integer PRIMARY KEY, a text) WITH (fillfactor = 70, autovacuum_enabled = false);
