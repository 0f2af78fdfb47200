-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_v;
ALTER TABLE t ALTER COLUMN v TYPE text;
ALTER TABLE t ALTER COLUMN n TYPE numeric(9,2);
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_v CHECK (v <> ''::text) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_v;
