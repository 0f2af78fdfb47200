CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT DEFAULT 'x',
    b TEXT,
    n TEXT,
    CHECK (b <> 'nothing')
);

INSERT INTO _new_t (id, a, b, n)
SELECT id, a, b, n
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
