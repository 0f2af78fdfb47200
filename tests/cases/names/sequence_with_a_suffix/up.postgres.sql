CREATE SEQUENCE t_id_seq1 AS integer;

CREATE TABLE t (
    id integer NOT NULL DEFAULT nextval('t_id_seq1'),
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE t_id_seq1 OWNED BY t.id;
