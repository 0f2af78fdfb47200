-- migration: 'backfill 2'
-- run_in_transaction = false
SELECT 1;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP COLUMN c;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP COLUMN c;
