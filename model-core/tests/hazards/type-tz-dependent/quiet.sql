-- before
SET timezone = 'UTC';
CREATE TABLE t (id bigint PRIMARY KEY, at timestamp);
INSERT INTO t VALUES (1, '2025-01-01'), (2, '2025-01-01');
-- up
SET LOCAL timezone = 'UTC';
ALTER TABLE t ALTER COLUMN at TYPE timestamptz;
