-- migration: 'repair'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_n;
-- migration: 'repair 2'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n);
