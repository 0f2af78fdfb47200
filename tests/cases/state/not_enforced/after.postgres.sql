CREATE TABLE parents (id int PRIMARY KEY);
CREATE TABLE children (
    id int PRIMARY KEY,
    becomes_held int CHECK (becomes_held > 0),
    is_held int CHECK (is_held > 0) NOT ENFORCED,
    other int,
    parent int REFERENCES parents,
    held_parent int REFERENCES parents NOT ENFORCED,
    CONSTRAINT new_name CHECK (other > is_held) NOT ENFORCED
);
CREATE TABLE made (
    id int PRIMARY KEY CHECK (id > 0) NOT ENFORCED,
    parent int REFERENCES parents ON DELETE CASCADE NOT ENFORCED
);
