ALTER TABLE events_2020 DROP CONSTRAINT gone;

-- The constraint events_2020_person_id_fkey rests on people.id, which changes: dropped here, made again below.
ALTER TABLE events_2020 DROP CONSTRAINT events_2020_person_id_fkey;
ALTER TABLE events ALTER COLUMN person_id TYPE integer;
ALTER TABLE people ALTER COLUMN id TYPE integer;

CREATE TABLE accounts (
    id bigint NOT NULL,
    CONSTRAINT accounts_pkey PRIMARY KEY (id)
);

ALTER TABLE events ADD CONSTRAINT of_all CHECK (id > 0);
ALTER TABLE events_2020 ADD CONSTRAINT events_2020_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE events_2021 ADD CONSTRAINT events_2021_account FOREIGN KEY (id) REFERENCES accounts(id) DEFERRABLE;
ALTER TABLE events_2021 ADD CONSTRAINT events_2021_pkey PRIMARY KEY (id);
