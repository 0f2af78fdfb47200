DROP TABLE parts_3;
ALTER SEQUENCE others SET LOGGED;
ALTER TABLE moved SET ACCESS METHOD heap;
ALTER TABLE parts_2 SET LOGGED;
ALTER TABLE parts_2 RESET (autovacuum_enabled, toast.autovacuum_enabled);
DROP TABLE numbered;
ALTER SEQUENCE numbers SET UNLOGGED;
ALTER TABLE parts_1 SET (fillfactor = '50');
ALTER TABLE parts_1 SET UNLOGGED;
