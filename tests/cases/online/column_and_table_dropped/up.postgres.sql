-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN gone DROP NOT NULL;
-- migration: 'contract'
-- Before this: deploy code that does not use g, t.gone any more.
SET LOCAL lock_timeout = '5s';
DROP INDEX t_gone;
DROP TABLE g;
ALTER TABLE t DROP COLUMN gone;
