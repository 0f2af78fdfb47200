-- The view v rests on the aggregate shown(integer), which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW v;
DROP VIEW places;
DROP AGGREGATE shown(integer);
DROP AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any");
DROP AGGREGATE middle(double precision ORDER BY anyelement);
DROP AGGREGATE least_of(integer);
DROP AGGREGATE counted(*);
CREATE AGGREGATE gone(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE shown(integer) (SFUNC = plus, STYPE = bigint, INITCOND = '0');
CREATE OR REPLACE AGGREGATE total(n integer) (SFUNC = plus, STYPE = bigint, INITCOND = '0');

CREATE VIEW v AS
 SELECT total(t.a) AS total,
    shown(t.a) AS shown
   FROM t;

COMMENT ON AGGREGATE total(n integer) IS 'of all';
