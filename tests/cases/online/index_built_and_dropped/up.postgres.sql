-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_b ON t (b);
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
COMMENT ON INDEX t_b IS 'quick';
-- migration: 'drop_index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_a;
