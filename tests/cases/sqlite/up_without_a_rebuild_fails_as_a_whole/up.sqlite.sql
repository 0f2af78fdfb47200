-- run_in_transaction = false
BEGIN;
ALTER TABLE t ADD COLUMN n INTEGER CHECK (n > 0);
CREATE UNIQUE INDEX t_u ON t (u);
COMMIT;
