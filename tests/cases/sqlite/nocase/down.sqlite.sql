CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT,
    b TEXT,
    UNIQUE (a)
);

INSERT INTO _new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX t_b ON t (b);
