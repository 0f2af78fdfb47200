-- The rows of a_parent are gone: this makes the table again, empty.
CREATE TABLE a_parent (
    id integer NOT NULL,
    CONSTRAINT a_parent_pkey PRIMARY KEY (id)
);

ALTER TABLE z_child ADD CONSTRAINT z_child_parent_fkey FOREIGN KEY (parent) REFERENCES a_parent (id) ON DELETE CASCADE;
