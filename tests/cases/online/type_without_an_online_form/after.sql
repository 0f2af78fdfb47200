CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TABLE u (id integer PRIMARY KEY, t_id bigint REFERENCES t);
