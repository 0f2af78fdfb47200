-- before
CREATE TABLE t (id bigint PRIMARY KEY, b varchar(10), CONSTRAINT b_set CHECK (b <> ''));
INSERT INTO t VALUES (1, 'x'), (2, 'y');
-- up
ALTER TABLE t ALTER COLUMN b TYPE text;
