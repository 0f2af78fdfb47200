-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_e_not_null_check CHECK (e IS NOT NULL);
ALTER TABLE t ADD CONSTRAINT t_f_not_null_check CHECK (f IS NOT NULL);
ALTER TABLE t ALTER COLUMN e DROP NOT NULL;
ALTER TABLE t ALTER COLUMN f DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_e_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_f_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_e_not_null_check CHECK (e IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_f_not_null_check CHECK (f IS NOT NULL) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_e_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_f_not_null_check;
-- migration: 'backfill 2'
-- run_in_transaction = false
SELECT 1;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN e DROP DEFAULT;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t DROP COLUMN d;
ALTER TABLE t DROP COLUMN e;
ALTER TABLE t DROP COLUMN f;
