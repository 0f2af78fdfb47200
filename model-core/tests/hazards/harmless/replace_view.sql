-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE VIEW v AS SELECT id FROM t;
GRANT SELECT ON v TO PUBLIC;
COMMENT ON VIEW v IS 'ids';
-- up
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE VIEW v AS SELECT id, a FROM t;
