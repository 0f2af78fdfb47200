CREATE TABLE t (id integer PRIMARY KEY, a integer, b text);
CREATE UNIQUE INDEX t_b ON t (b);
COMMENT ON INDEX t_b IS 'quick';
