-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';

-- An index cannot be taken back from its constraint: it is built anew.
ALTER TABLE t DROP CONSTRAINT t_pkey;
ALTER TABLE t DROP CONSTRAINT t_b_key;
CREATE UNIQUE INDEX t_b_key ON t (b);
CREATE UNIQUE INDEX t_pkey ON t (id);
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL);
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;
-- migration: 'index 2'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_b_key;
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_pkey;
