ALTER TABLE t SET UNLOGGED;
ALTER TABLE t RESET (toast.autovacuum_enabled);
ALTER TABLE t SET (autovacuum_enabled = false, fillfactor = 70);
