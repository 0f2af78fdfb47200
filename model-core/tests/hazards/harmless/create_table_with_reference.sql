-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up
SET LOCAL lock_timeout = '2s';
CREATE TABLE n (id bigint PRIMARY KEY, t_id bigint REFERENCES t);
CREATE INDEX n_t ON n (t_id);
