CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, p_id int, CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p (id));
