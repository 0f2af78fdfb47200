-- before
CREATE TABLE t (b text);
INSERT INTO t VALUES ('1'), ('2');
-- up
ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer;
