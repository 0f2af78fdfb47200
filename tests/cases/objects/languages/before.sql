CREATE LANGUAGE gone HANDLER plpgsql_call_handler;
CREATE LANGUAGE trusty HANDLER plpgsql_call_handler;
CREATE FUNCTION one() RETURNS integer LANGUAGE trusty AS 'BEGIN RETURN 1; END';
CREATE TABLE t (id bigint PRIMARY KEY, n integer DEFAULT one());
