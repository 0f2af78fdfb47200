ALTER TABLE t SET LOGGED;
ALTER TABLE t RESET (autovacuum_enabled);
ALTER TABLE t SET (fillfactor = 80, toast.autovacuum_enabled = false);
