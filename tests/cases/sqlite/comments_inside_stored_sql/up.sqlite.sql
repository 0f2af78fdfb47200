-- Assumes t.n: no row is NULL there
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    n INTEGER NOT NULL DEFAULT 0
);

INSERT INTO _new_t (id, n)
SELECT id, n
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX i ON t (n);
