CREATE TABLE users (name text NOT NULL, id serial PRIMARY KEY);
