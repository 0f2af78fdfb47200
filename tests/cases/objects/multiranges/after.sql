CREATE TYPE usual AS RANGE (subtype = float8);
CREATE TYPE timerange AS RANGE (subtype = time, multirange_type_name = times);
CREATE TYPE named AS RANGE (subtype = int4, multirange_type_name = many);
CREATE TYPE other AS RANGE (subtype = int8, multirange_type_name = others);
CREATE TABLE spans (id integer PRIMARY KEY, m many, o others, os others[]);
CREATE FUNCTION merged(a others, b others) RETURNS others LANGUAGE sql AS 'SELECT $1 + $2';
