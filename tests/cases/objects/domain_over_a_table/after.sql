CREATE TABLE stays (id integer);
CREATE TABLE t (id integer);
CREATE DOMAIN d AS t CHECK ((VALUE).id > 0);
CREATE FUNCTION f(d) RETURNS integer LANGUAGE sql AS 'SELECT ($1).id';
