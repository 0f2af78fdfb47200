ALTER TABLE t SET UNLOGGED;
ALTER TABLE t RESET (toast.autovacuum_enabled);
ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = false);
