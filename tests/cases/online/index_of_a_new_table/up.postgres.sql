SET LOCAL lock_timeout = '5s';

CREATE TABLE u (
    id integer NOT NULL,
    t_id integer,
    CONSTRAINT u_pkey PRIMARY KEY (id),
    CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id)
);

CREATE INDEX u_t ON u (t_id);
