-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up
ALTER TABLE t ADD COLUMN c bigint;
CREATE SEQUENCE t_c_seq OWNED BY t.c;
ALTER TABLE t ALTER COLUMN c SET DEFAULT nextval('t_c_seq');
