-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE MATERIALIZED VIEW v AS SELECT id FROM t;
CREATE UNIQUE INDEX v_id ON v (id);
-- up
REFRESH MATERIALIZED VIEW v;
