CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT,
    b TEXT NOT NULL
);

INSERT INTO _new_t (id, a, b)
SELECT id, a, coalesce(a, '')
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
