CREATE TABLE parents (id bigint PRIMARY KEY, code text UNIQUE);
CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents ON DELETE NO ACTION NOT DEFERRABLE);
CREATE INDEX t_parent ON t (parent_id ASC NULLS LAST);
