-- Rows that have no parent today do not stop the copy; new ones stop the commit.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE _new_a (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER,
    CONSTRAINT same FOREIGN KEY (p) REFERENCES p (id)
);

INSERT INTO _new_a (id, p)
SELECT id, p
FROM a;

DROP TABLE a;
ALTER TABLE _new_a RENAME TO a;

CREATE TABLE _new_b (
    id INTEGER PRIMARY KEY NOT NULL,
    p INTEGER,
    CONSTRAINT same FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE
);

INSERT INTO _new_b (id, p)
SELECT id, p
FROM b;

DROP TABLE b;
ALTER TABLE _new_b RENAME TO b;
