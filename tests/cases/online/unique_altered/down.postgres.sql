-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';

-- An index cannot be taken back from its constraint: it is built anew.
ALTER TABLE t DROP CONSTRAINT k;
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a, b);
CREATE UNIQUE INDEX k_new ON t (id, b);
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY k_new;
