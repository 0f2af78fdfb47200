-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE INDEX t_a_idx ON t (a);
-- up
DROP INDEX t_a_idx;
CREATE INDEX t_ab_idx ON t (a, b);
