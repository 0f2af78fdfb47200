-- before
CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER, d INTEGER);
-- up
CREATE INDEX i ON t (a, b, c, d);
