-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
ALTER TABLE t ADD COLUMN c numeric(10, 2);
-- up
ALTER TABLE t ALTER COLUMN b TYPE varchar;
ALTER TABLE t ALTER COLUMN c TYPE numeric(12, 2);
