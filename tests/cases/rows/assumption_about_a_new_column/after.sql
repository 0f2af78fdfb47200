CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, p_id integer NOT NULL, CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p (id));
