CREATE TABLE people (id integer PRIMARY KEY, full_name text, age integer);
