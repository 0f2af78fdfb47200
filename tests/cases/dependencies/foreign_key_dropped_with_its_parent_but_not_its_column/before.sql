CREATE TABLE a_parent (id integer PRIMARY KEY);
CREATE TABLE z_child (id integer PRIMARY KEY, parent integer REFERENCES a_parent ON DELETE CASCADE);
