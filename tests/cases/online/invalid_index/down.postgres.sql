-- migration: 'repair 2'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_n;
-- migration: 'repair'
-- run_in_transaction = false
CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n);
