CREATE TABLE _new_c (
    id INTEGER PRIMARY KEY NOT NULL,
    x INTEGER,
    y INTEGER
);

INSERT INTO _new_c (id, x, y)
SELECT id, x, y
FROM c;

DROP TABLE c;
ALTER TABLE _new_c RENAME TO c;
