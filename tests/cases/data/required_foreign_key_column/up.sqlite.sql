-- Rows that have no parent today do not stop the copy; new ones stop the commit.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE _new_t (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER NOT NULL,
    FOREIGN KEY (p) REFERENCES p (id)
);

INSERT INTO _new_t (id, p)
SELECT id, (SELECT min(id) FROM p)
FROM t;

DROP TABLE t;
ALTER TABLE _new_t RENAME TO t;
CREATE INDEX t_p ON t (p);
