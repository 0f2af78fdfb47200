CREATE FUNCTION plus(a bigint, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE FUNCTION minus(a bigint, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a - b';
CREATE FUNCTION said(a bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a::text';
CREATE AGGREGATE total(n integer) (SFUNC = plus, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE total(integer) IS 'of all';
CREATE AGGREGATE shown(integer) (SFUNC = plus, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE gone(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE TABLE t (id bigint PRIMARY KEY, a integer);
CREATE VIEW v AS SELECT total(a) AS total, shown(a) AS shown FROM t;
