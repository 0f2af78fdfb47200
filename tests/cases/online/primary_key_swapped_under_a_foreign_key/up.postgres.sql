-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (b);
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_x;
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_pkey;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;
-- migration: 'constrain 2'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE u ADD CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (b) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u VALIDATE CONSTRAINT u_x;
