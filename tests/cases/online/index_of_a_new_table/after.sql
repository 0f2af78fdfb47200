CREATE TABLE t (id integer PRIMARY KEY, a integer, b text);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer REFERENCES t);
CREATE INDEX u_t ON u (t_id);
