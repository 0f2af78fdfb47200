-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT old;
-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY p_code_key ON p (code);
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_a CHECK (a >= 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_a;
ALTER TABLE t VALIDATE CONSTRAINT t_p;
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE p ADD CONSTRAINT p_code_key UNIQUE USING INDEX p_code_key;
-- migration: 'constrain 2'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_b_fkey FOREIGN KEY (b) REFERENCES p (code) NOT VALID;
-- migration: 'validate 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_b_fkey;
