-- before
CREATE TABLE t (id bigint, a integer NOT NULL);
INSERT INTO t VALUES (1, 1), (2, 2);
-- up
ALTER TABLE t ADD PRIMARY KEY (a);
