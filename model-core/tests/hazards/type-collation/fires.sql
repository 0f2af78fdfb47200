-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE INDEX t_b_idx ON t (b);
-- up
ALTER TABLE t ALTER COLUMN b TYPE text COLLATE "POSIX";
