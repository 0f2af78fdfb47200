-- The rows of a_parent are gone: this makes the table again, empty.
-- Rows that have no parent today do not stop the copy; new ones stop the commit.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE a_parent (
    id INTEGER PRIMARY KEY NOT NULL
);

CREATE TABLE _new_z_child (
    id INTEGER PRIMARY KEY NOT NULL,
    parent INTEGER,
    FOREIGN KEY (parent) REFERENCES a_parent (id) ON DELETE CASCADE
);

INSERT INTO _new_z_child (id, parent)
SELECT id, parent
FROM z_child;

DROP TABLE z_child;
ALTER TABLE _new_z_child RENAME TO z_child;
