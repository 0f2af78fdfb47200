CREATE TABLE people (id bigint PRIMARY KEY, age integer);
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, person_id bigint) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
ALTER TABLE events_2020 ADD CONSTRAINT gone CHECK (id > 5);
ALTER TABLE events_2020 ADD CONSTRAINT events_2020_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id);
CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
