CREATE TABLE _new_z_child (
    id INTEGER PRIMARY KEY NOT NULL,
    parent INTEGER
);

INSERT INTO _new_z_child (id, parent)
SELECT id, parent
FROM z_child;

DROP TABLE z_child;
ALTER TABLE _new_z_child RENAME TO z_child;
DROP TABLE a_parent;
