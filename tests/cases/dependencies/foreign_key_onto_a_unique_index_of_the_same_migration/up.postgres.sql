CREATE TABLE a (
    id integer NOT NULL,
    code text,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

ALTER TABLE c ADD COLUMN code text;
CREATE UNIQUE INDEX p_code ON p (code);
ALTER TABLE a ADD CONSTRAINT a_code_fkey FOREIGN KEY (code) REFERENCES p (code);
ALTER TABLE c ADD CONSTRAINT c_code_fkey FOREIGN KEY (code) REFERENCES p (code);
