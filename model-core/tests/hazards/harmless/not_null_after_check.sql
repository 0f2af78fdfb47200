-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
ALTER TABLE t ADD CONSTRAINT a_set CHECK (a IS NOT NULL);
-- up
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT a_set;
