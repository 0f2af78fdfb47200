CREATE TABLE p (
    id integer NOT NULL,
    code text,
    CONSTRAINT p_pkey PRIMARY KEY (id)
);

CREATE TABLE q (
    id integer NOT NULL,
    code text,
    CONSTRAINT q_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX p_code ON p (code);
ALTER TABLE q ADD CONSTRAINT q_code_fkey FOREIGN KEY (code) REFERENCES p (code);
