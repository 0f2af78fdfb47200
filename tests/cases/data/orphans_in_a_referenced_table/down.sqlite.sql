-- run_in_transaction = false
-- Foreign keys refer to t, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER
);

INSERT INTO _new_t (id, p)
SELECT id, p
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
COMMIT;
PRAGMA foreign_keys = ON;
