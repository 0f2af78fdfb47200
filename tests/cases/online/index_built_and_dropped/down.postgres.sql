-- migration: 'drop_index'
-- run_in_transaction = false
CREATE INDEX CONCURRENTLY t_a ON t (a);
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
COMMENT ON INDEX t_b IS NULL;
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_b;
