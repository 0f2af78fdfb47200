CREATE TABLE parents (id int PRIMARY KEY);
CREATE TABLE children (
    id int PRIMARY KEY,
    becomes_held int CHECK (becomes_held > 0) NOT ENFORCED,
    is_held int CHECK (is_held > 0),
    other int,
    parent int REFERENCES parents NOT ENFORCED,
    held_parent int REFERENCES parents,
    CONSTRAINT old_name CHECK (other > is_held) NOT ENFORCED
);
