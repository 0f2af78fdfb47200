CREATE TABLE d (
    id integer NOT NULL,
    code text,
    CONSTRAINT d_pkey PRIMARY KEY (id)
);

ALTER TABLE p ADD CONSTRAINT p_code_key UNIQUE (code);
ALTER TABLE d ADD CONSTRAINT d_code_fkey FOREIGN KEY (code) REFERENCES p (code);
ALTER TABLE c ADD CONSTRAINT c_code_fkey FOREIGN KEY (code) REFERENCES p (code);
