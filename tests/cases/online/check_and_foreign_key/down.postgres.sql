-- migration: 'validate 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_b_fkey;
ALTER TABLE t ADD CONSTRAINT t_b_fkey FOREIGN KEY (b) REFERENCES p (code) NOT VALID;
-- migration: 'constrain 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_b_fkey;
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';

-- An index cannot be taken back from its constraint: it is built anew.
ALTER TABLE p DROP CONSTRAINT p_code_key;
CREATE UNIQUE INDEX p_code_key ON p (code);
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_p;
ALTER TABLE t DROP CONSTRAINT t_a;
ALTER TABLE t ADD CONSTRAINT t_a CHECK (a >= 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_p;
ALTER TABLE t DROP CONSTRAINT t_a;
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY p_code_key;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT old CHECK (a < 100);
