CREATE TABLE parents (id bigint NOT NULL, code text, CONSTRAINT parents_code_key UNIQUE (code), CONSTRAINT parents_pkey PRIMARY KEY (id));
CREATE TABLE t (id bigint NOT NULL, parent_id bigint);
ALTER TABLE t ADD PRIMARY KEY (id);
ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parents (id) MATCH SIMPLE;
CREATE INDEX t_parent ON t USING btree (parent_id int8_ops);
