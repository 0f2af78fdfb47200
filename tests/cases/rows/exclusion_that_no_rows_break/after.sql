CREATE TABLE rooms (id integer PRIMARY KEY, place circle NOT NULL, CONSTRAINT apart EXCLUDE USING gist (place WITH &&));
