-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (id);
-- migration: 'index 2'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_b_key ON t (b);
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null_check;
-- migration: 'tighten'
-- Assumes t.id: no row is NULL there
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN id SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE USING INDEX t_b_key DEFERRABLE;
