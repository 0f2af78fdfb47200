-- migration: 'rename'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t RENAME TO s;

-- Old code goes on with the old name. GRANTs are not carried over to the view.
CREATE VIEW t AS SELECT id, a, b FROM s;
-- migration: 'contract'
-- Before this: deploy code that says s in place of t.
SET LOCAL lock_timeout = '5s';
DROP VIEW t;
