-- The rows of a_parent are gone: this makes the table again, empty.
-- The values of z_child.parent are gone: rows get NULL.
CREATE TABLE a_parent (
    id INTEGER PRIMARY KEY NOT NULL
);

ALTER TABLE z_child ADD COLUMN parent INTEGER REFERENCES a_parent (id) ON DELETE CASCADE;
