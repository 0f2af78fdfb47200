-- The values of people.id are gone: rows get new numbers.
CREATE SEQUENCE users_id_seq AS integer;
ALTER TABLE people ADD COLUMN id integer NOT NULL DEFAULT nextval('users_id_seq');
ALTER SEQUENCE users_id_seq OWNED BY people.id;
ALTER TABLE people ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE people RENAME TO users;
