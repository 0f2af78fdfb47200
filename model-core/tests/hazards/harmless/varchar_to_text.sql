-- before
CREATE TABLE t (id bigint PRIMARY KEY, b varchar(10));
INSERT INTO t VALUES (1, 'x'), (2, 'y');
-- up
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ALTER COLUMN b TYPE text;
