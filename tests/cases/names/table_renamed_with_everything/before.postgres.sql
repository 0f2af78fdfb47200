CREATE TABLE people (id bigserial PRIMARY KEY, mail text UNIQUE, boss bigint REFERENCES people, CHECK (mail <> ''));
CREATE TABLE pets (id integer PRIMARY KEY, owner bigint REFERENCES people);
CREATE INDEX people_boss_idx ON people (boss);
