ALTER TABLE events_2021 DROP CONSTRAINT events_2021_pkey;
ALTER TABLE events_2021 DROP CONSTRAINT events_2021_account;

-- The constraint events_2020_person_id_fkey rests on people.id, which changes: dropped here, made again below.
ALTER TABLE events_2020 DROP CONSTRAINT events_2020_person_id_fkey;
ALTER TABLE events DROP CONSTRAINT of_all;
DROP TABLE accounts;
ALTER TABLE events ALTER COLUMN person_id TYPE bigint USING person_id::bigint;
ALTER TABLE people ALTER COLUMN id TYPE bigint USING id::bigint;
ALTER TABLE events_2020 ADD CONSTRAINT events_2020_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE events_2020 ADD CONSTRAINT gone CHECK ((id > 5));
