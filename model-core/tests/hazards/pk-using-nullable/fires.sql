-- before
CREATE TABLE t (id bigint, a integer NOT NULL);
INSERT INTO t VALUES (1, 1), (2, 2);
CREATE UNIQUE INDEX t_pkey ON t (id);
-- up
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
