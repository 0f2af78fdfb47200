CREATE TABLE _new_t (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (b, a)
);

INSERT INTO _new_t (rowid, a, b)
SELECT rowid, a, b
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
