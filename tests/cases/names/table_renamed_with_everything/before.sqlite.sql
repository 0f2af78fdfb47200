CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT UNIQUE, boss INTEGER REFERENCES people, CHECK (mail <> ''));
CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES people);
CREATE INDEX people_boss_idx ON people (boss);
