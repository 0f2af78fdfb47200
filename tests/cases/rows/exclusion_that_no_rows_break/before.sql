CREATE TABLE rooms (id integer PRIMARY KEY, place circle NOT NULL);
