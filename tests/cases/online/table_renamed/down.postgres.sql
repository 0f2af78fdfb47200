-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
CREATE VIEW t AS SELECT id, a, b FROM s;
-- migration: 'rename'
SET LOCAL lock_timeout = '5s';
DROP VIEW t;
ALTER TABLE s RENAME TO t;
