CREATE TABLE a (id integer PRIMARY KEY, x text CONSTRAINT a_x_key UNIQUE CONSTRAINT a_x_check CHECK (x <> ''));
CREATE INDEX a_x_idx ON a (x, id);
CREATE TABLE b (id integer PRIMARY KEY, y text CONSTRAINT b_y_key UNIQUE);
CREATE TABLE c (id integer PRIMARY KEY, z text);
CREATE INDEX c_z_idx ON c (z, id);
