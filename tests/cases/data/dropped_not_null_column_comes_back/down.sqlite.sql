-- The values of t.a are gone: rows get ''.
-- The values of t.b are gone: rows get 0.
-- The values of t.c are gone: rows get '1970-01-01'.
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    a TEXT NOT NULL,
    b INTEGER NOT NULL,
    c DATE NOT NULL
);

INSERT INTO _new_t (id, a, b, c)
SELECT id, '', 0, '1970-01-01'
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
