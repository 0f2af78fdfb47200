CREATE TABLE a (
    id integer NOT NULL,
    b integer,
    self integer,
    CONSTRAINT a_pkey PRIMARY KEY (id),
    CONSTRAINT a_self_fkey FOREIGN KEY (self) REFERENCES a (id)
);

CREATE TABLE c (
    id integer NOT NULL,
    a integer,
    z integer,
    CONSTRAINT c_pkey PRIMARY KEY (id),
    CONSTRAINT c_a_fkey FOREIGN KEY (a) REFERENCES a (id),
    CONSTRAINT c_z_fkey FOREIGN KEY (z) REFERENCES z (id)
);

CREATE TABLE b (
    id integer NOT NULL,
    c integer,
    CONSTRAINT b_pkey PRIMARY KEY (id),
    CONSTRAINT b_c_fkey FOREIGN KEY (c) REFERENCES c (id)
);

ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b (id);
