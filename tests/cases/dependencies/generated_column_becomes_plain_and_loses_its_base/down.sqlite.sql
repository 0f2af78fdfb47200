-- The values of t.n are gone: rows get NULL.
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    n INTEGER,
    twice INTEGER GENERATED ALWAYS AS (n * 2) STORED
);

INSERT INTO _new_t (id)
SELECT id
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
