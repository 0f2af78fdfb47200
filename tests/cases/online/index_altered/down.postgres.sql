-- migration: 'names'
SET LOCAL lock_timeout = '5s';
ALTER INDEX t_a RENAME TO t_a_new;
-- migration: 'drop_index'
-- run_in_transaction = false
CREATE INDEX CONCURRENTLY t_a ON t (a);
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_a_new;
