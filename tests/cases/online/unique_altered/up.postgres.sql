-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY k_new ON t (id, b);
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT k;
ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k_new;
