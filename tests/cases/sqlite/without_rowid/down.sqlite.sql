CREATE TABLE _new_t (
    k TEXT NOT NULL,
    n INTEGER,
    PRIMARY KEY (k)
);

INSERT INTO _new_t (rowid, k, n)
SELECT row_number() OVER (), k, n
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX t_n ON t (n);
