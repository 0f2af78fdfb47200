-- The values of t.a are gone: rows get NULL.
-- The values of t.b are gone: rows get NULL.
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a INTEGER,
    b INTEGER,
    c TEXT,
    CONSTRAINT u UNIQUE (a, c),
    CONSTRAINT ab CHECK (a > b)
);

INSERT INTO _new_t (id, c)
SELECT id, c
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX t_b ON t (b);
CREATE INDEX t_p ON t (id) WHERE a > 0;
