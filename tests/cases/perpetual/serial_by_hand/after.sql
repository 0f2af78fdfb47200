CREATE SEQUENCE t_id_seq;
CREATE TABLE t (id bigint NOT NULL DEFAULT nextval('t_id_seq'), n integer DEFAULT '1' NOT NULL);
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ADD PRIMARY KEY (id);
