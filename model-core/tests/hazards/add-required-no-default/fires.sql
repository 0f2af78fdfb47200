-- before
CREATE TABLE t (id bigint PRIMARY KEY);
-- up
ALTER TABLE t ADD COLUMN c integer NOT NULL;
