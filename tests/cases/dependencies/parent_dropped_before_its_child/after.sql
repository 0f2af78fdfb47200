CREATE TABLE z_child (id integer PRIMARY KEY);
