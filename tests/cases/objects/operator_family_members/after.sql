CREATE TYPE amount AS (n integer);
CREATE FUNCTION compared(integer, amount) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2.n';
CREATE FUNCTION is_less(integer, amount) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2.n';
CREATE FUNCTION is_equal(integer, amount) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2.n';
CREATE OPERATOR < (FUNCTION = is_less, LEFTARG = integer, RIGHTARG = amount);
CREATE OPERATOR = (FUNCTION = is_equal, LEFTARG = integer, RIGHTARG = amount);
ALTER OPERATOR FAMILY integer_ops USING btree ADD OPERATOR 1 < (integer, amount), FUNCTION 1 (integer, amount) compared(integer, amount);
CREATE TABLE t (id integer PRIMARY KEY);
