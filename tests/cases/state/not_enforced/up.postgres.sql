-- Assumes children_becomes_held_check: no row breaks it
-- Assumes children_parent_fkey: no row breaks it
ALTER TABLE children DROP CONSTRAINT children_held_parent_fkey;
ALTER TABLE children DROP CONSTRAINT children_parent_fkey;
ALTER TABLE children DROP CONSTRAINT children_becomes_held_check;
ALTER TABLE children DROP CONSTRAINT children_is_held_check;
ALTER TABLE children RENAME CONSTRAINT old_name TO new_name;

CREATE TABLE made (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT made_pkey PRIMARY KEY (id),
    CONSTRAINT made_id_check CHECK (id > 0) NOT ENFORCED,
    CONSTRAINT made_parent_fkey FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE NOT ENFORCED
);

ALTER TABLE children ADD CONSTRAINT children_becomes_held_check CHECK (becomes_held > 0);
ALTER TABLE children ADD CONSTRAINT children_is_held_check CHECK (is_held > 0) NOT ENFORCED;
ALTER TABLE children ADD CONSTRAINT children_held_parent_fkey FOREIGN KEY (held_parent) REFERENCES parents (id) NOT ENFORCED;
ALTER TABLE children ADD CONSTRAINT children_parent_fkey FOREIGN KEY (parent) REFERENCES parents (id);
