-- Rows that have no parent today do not stop the copy; new ones stop the commit.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE _new_c (
    id INTEGER PRIMARY KEY NOT NULL,
    x INTEGER,
    y INTEGER,
    FOREIGN KEY (y, x) REFERENCES p (a, b) ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO _new_c (id, x, y)
SELECT id, x, y
FROM c;

DROP TABLE c;
ALTER TABLE _new_c RENAME TO c;
