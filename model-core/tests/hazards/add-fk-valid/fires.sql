-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
-- up
ALTER TABLE t ADD CONSTRAINT t_id_fkey FOREIGN KEY (id) REFERENCES p;
