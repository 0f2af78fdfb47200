CREATE TABLE t (
    id integer NOT NULL,
    x integer,
    CONSTRAINT t_pkey PRIMARY KEY (id) DEFERRABLE
);

CREATE UNIQUE INDEX t_id ON t (id);
ALTER TABLE t ADD CONSTRAINT t_x_fkey FOREIGN KEY (x) REFERENCES t (id);
