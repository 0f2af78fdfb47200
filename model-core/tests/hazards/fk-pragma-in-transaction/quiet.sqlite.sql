-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up, no transaction
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE new_t (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b TEXT);
INSERT INTO new_t SELECT id, a, b FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
COMMIT;
PRAGMA foreign_keys = ON;
