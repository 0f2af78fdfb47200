CREATE TABLE others (id integer PRIMARY KEY);
CREATE TABLE people (at timestamp NOT NULL, id serial PRIMARY KEY REFERENCES others);
