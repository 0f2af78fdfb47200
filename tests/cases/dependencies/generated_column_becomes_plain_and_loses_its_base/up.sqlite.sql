CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    twice INTEGER
);

INSERT INTO _new_t (id, twice)
SELECT id, twice
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
