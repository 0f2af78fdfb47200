-- run_in_transaction = false
-- Assumes p.n: no row is NULL there
-- Foreign keys refer to p, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
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
SELECT count(*) FROM (VALUES ('c')) AS child, pragma_foreign_key_check(child.column1);

CREATE TABLE _new_p (
    id INTEGER PRIMARY KEY NOT NULL,
    n TEXT NOT NULL DEFAULT 'x'
);

INSERT INTO _new_p (id, n)
SELECT id, n
FROM p;

DROP TABLE p;
ALTER TABLE _new_p RENAME TO p;

UPDATE _foreign_key_guard SET after = (
    SELECT count(*) FROM (VALUES ('c')) AS child, pragma_foreign_key_check(child.column1)
);

DROP TABLE _foreign_key_guard;
COMMIT;
PRAGMA foreign_keys = ON;
