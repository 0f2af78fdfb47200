CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT NOT NULL,
    name TEXT NOT NULL
);

INSERT INTO _new_t (id, a, name)
SELECT id, a, a || '!'
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
