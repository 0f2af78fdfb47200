-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_a_not_null_check CHECK (a IS NOT NULL);
ALTER TABLE t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL);
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
ALTER TABLE t ALTER COLUMN b DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_a_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_b_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_a_not_null_check CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_a_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_b_not_null_check;
-- migration: 'backfill 2'
-- run_in_transaction = false
SELECT 1;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
