-- Assumes t.n: no row is NULL there
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    n TEXT NOT NULL DEFAULT ''
);

INSERT INTO _new_t (id, n)
SELECT id, n
FROM t;

DROP TABLE t;

-- Views and triggers may name t, which is missing until the rename is done.
PRAGMA legacy_alter_table = ON;
ALTER TABLE _new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
