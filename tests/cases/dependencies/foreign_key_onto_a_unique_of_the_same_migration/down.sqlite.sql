-- run_in_transaction = false
-- Foreign keys refer to p, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

CREATE TABLE _new_c (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT
);

INSERT INTO _new_c (id, code)
SELECT id, code
FROM c;

DROP TABLE c;
ALTER TABLE _new_c RENAME TO c;

CREATE TABLE _new_p (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT
);

INSERT INTO _new_p (id, code)
SELECT id, code
FROM p;

DROP TABLE p;
ALTER TABLE _new_p RENAME TO p;
DROP TABLE d;
COMMIT;
PRAGMA foreign_keys = ON;
