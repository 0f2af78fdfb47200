-- run_in_transaction = false
BEGIN;
ALTER TABLE t ADD COLUMN m TEXT CHECK (m <> '');
COMMIT;
