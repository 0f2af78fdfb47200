-- The values of t.first are gone: rows get ''.
-- The values of t.last are gone: rows get ''.
CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL
);

INSERT INTO _new_t (id, first, last)
SELECT id, '', ''
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
