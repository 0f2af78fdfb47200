CREATE TABLE _new_t (
    k TEXT,
    n INTEGER,
    PRIMARY KEY (k)
);

INSERT INTO _new_t (rowid, k, n)
SELECT rowid, k, n
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
