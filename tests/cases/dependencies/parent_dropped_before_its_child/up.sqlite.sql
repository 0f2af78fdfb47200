CREATE TABLE _new_z_child (
    id INTEGER PRIMARY KEY NOT NULL
);

INSERT INTO _new_z_child (id)
SELECT id
FROM z_child;

DROP TABLE z_child;
ALTER TABLE _new_z_child RENAME TO z_child;
DROP TABLE a_parent;
