-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE INDEX CONCURRENTLY t_a_new ON t (a, b);
-- migration: 'drop_index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_a;
-- migration: 'names'
SET LOCAL lock_timeout = '5s';
ALTER INDEX t_a_new RENAME TO t_a;
