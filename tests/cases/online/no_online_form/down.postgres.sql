-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_r;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP COLUMN s;
ALTER TABLE t ALTER COLUMN id DROP IDENTITY;
