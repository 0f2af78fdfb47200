-- Rows that have no parent today do not stop the copy; new ones stop the commit.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE _new_c (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER DEFAULT 1,
    FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE
);

INSERT INTO _new_c (id, p)
SELECT id, p
FROM c;

DROP TABLE c;
ALTER TABLE _new_c RENAME TO c;
