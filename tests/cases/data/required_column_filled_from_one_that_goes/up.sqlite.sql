CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
);

INSERT INTO _new_t (id, name)
SELECT id, first || ' ' || last
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
