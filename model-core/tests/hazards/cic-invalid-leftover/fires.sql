-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE UNIQUE INDEX t_a_idx ON t (a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a_idx'::regclass;
-- up
ALTER TABLE t ADD COLUMN c integer;
