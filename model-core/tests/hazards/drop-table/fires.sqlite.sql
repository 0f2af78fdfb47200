-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up
DROP TABLE t;
