ALTER TABLE z_child DROP CONSTRAINT z_child_parent_fkey;
DROP TABLE a_parent;
ALTER TABLE z_child DROP COLUMN parent;
