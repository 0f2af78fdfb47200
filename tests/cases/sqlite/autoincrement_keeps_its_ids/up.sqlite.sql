CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    n TEXT
);

INSERT INTO _new_t (id, n)
SELECT id, n
FROM t;

DELETE FROM sqlite_sequence WHERE name = '_new_t';
UPDATE sqlite_sequence SET name = '_new_t' WHERE name = 't';
DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
