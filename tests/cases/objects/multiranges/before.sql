CREATE TYPE usual AS RANGE (subtype = float8);
CREATE TYPE timerange AS RANGE (subtype = time);
CREATE TYPE named AS RANGE (subtype = int4, multirange_type_name = many);
CREATE TABLE spans (id integer PRIMARY KEY);
