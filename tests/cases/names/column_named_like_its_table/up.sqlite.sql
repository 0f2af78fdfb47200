CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    t TEXT NOT NULL
);

INSERT INTO _new_t (id, t)
SELECT id, coalesce(t, '?')
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX t_t ON t (t);
