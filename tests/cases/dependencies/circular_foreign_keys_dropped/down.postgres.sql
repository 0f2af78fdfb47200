-- The rows of a are gone: this makes the table again, empty.
-- The rows of b are gone: this makes the table again, empty.
CREATE TABLE a (
    id integer NOT NULL,
    b integer,
    self integer,
    CONSTRAINT a_pkey PRIMARY KEY (id),
    CONSTRAINT a_self_fkey FOREIGN KEY (self) REFERENCES a (id) ON DELETE RESTRICT
);

CREATE TABLE b (
    id integer NOT NULL,
    a integer,
    z integer,
    CONSTRAINT b_pkey PRIMARY KEY (id),
    CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES a (id),
    CONSTRAINT b_z_fkey FOREIGN KEY (z) REFERENCES z (id)
);

ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b (id);
