-- before
CREATE TABLE t (id bigint, a integer NOT NULL);
INSERT INTO t VALUES (1, 1), (2, 2);
-- up
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
