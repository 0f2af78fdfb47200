-- run_in_transaction = false
-- Foreign keys refer to t, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Fails at the end if there are more rows without a parent than there are now.
CREATE TEMP TABLE _foreign_key_guard (
    before INTEGER NOT NULL,
    after INTEGER,
    CONSTRAINT no_new_foreign_key_violations CHECK (after <= before)
);

INSERT INTO _foreign_key_guard (before)
SELECT count(*) FROM (VALUES ('t')) AS child, pragma_foreign_key_check(child.column1);

CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER,
    FOREIGN KEY (p) REFERENCES t (id)
);

INSERT INTO _new_t (id, p)
SELECT id, p
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;

UPDATE _foreign_key_guard SET after = (
    SELECT count(*) FROM (VALUES ('t')) AS child, pragma_foreign_key_check(child.column1)
);

DROP TABLE _foreign_key_guard;
COMMIT;
PRAGMA foreign_keys = ON;
