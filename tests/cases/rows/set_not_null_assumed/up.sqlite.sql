-- Assumes t.a: no row is NULL there
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT NOT NULL
);

INSERT INTO _new_t (id, a)
SELECT id, a
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
