CREATE TABLE t (id integer, a text COLLATE "C", b text, c jsonb, d integer, CONSTRAINT t_pkey PRIMARY KEY (id) INCLUDE (d), CONSTRAINT u UNIQUE (a) INCLUDE (b));
CREATE INDEX i ON t (a text_pattern_ops DESC NULLS LAST, b COLLATE "POSIX" ASC NULLS FIRST, lower(b) COLLATE "C" DESC) INCLUDE (d) WITH (fillfactor = 70);
CREATE INDEX j ON t USING gin (c jsonb_path_ops);
