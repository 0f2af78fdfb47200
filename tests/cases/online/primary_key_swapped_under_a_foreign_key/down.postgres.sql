-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_x;
ALTER TABLE u ADD CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (b) NOT VALID;
-- migration: 'constrain 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_x;
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';

-- An index cannot be taken back from its constraint: it is built anew.
ALTER TABLE t DROP CONSTRAINT t_pkey;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
CREATE UNIQUE INDEX t_pkey_new ON t (b);
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u ADD CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (a);
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_pkey_new;
