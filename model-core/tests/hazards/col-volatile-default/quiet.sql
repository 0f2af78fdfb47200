-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up
ALTER TABLE t ADD COLUMN c timestamptz NOT NULL DEFAULT now();
ALTER TABLE t ADD COLUMN d uuid;
ALTER TABLE t ALTER COLUMN d SET DEFAULT gen_random_uuid();
