CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    n TEXT NOT NULL DEFAULT '0'
);

INSERT INTO _new_t (id, n)
SELECT id, coalesce(n, '0')
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
