CREATE TABLE b (id integer PRIMARY KEY, x text CONSTRAINT b_x_key UNIQUE CONSTRAINT b_x_check CHECK (x <> ''));
CREATE INDEX c_z_idx ON b (x, id);
CREATE TABLE c (id integer PRIMARY KEY, y text CONSTRAINT c_y_key UNIQUE);
CREATE TABLE a (id integer PRIMARY KEY, z text);
CREATE INDEX a_x_idx ON a (z, id);
