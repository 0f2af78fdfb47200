-- The view v rests on the aggregate shown(integer), which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW v;
DROP AGGREGATE shown(integer);
DROP AGGREGATE gone(*);
COMMENT ON AGGREGATE total(n integer) IS NULL;
CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
ALTER AGGREGATE counted(*) OWNER TO pg_monitor;
COMMENT ON AGGREGATE counted(*) IS 'all rows';
CREATE AGGREGATE least_of(integer) (SFUNC = int4smaller, STYPE = integer, COMBINEFUNC = int4smaller, SORTOP = OPERATOR(pg_catalog.<));
CREATE AGGREGATE middle(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_MODIFY = READ_WRITE, FINALFUNC_EXTRA);
REVOKE EXECUTE ON FUNCTION middle(double precision,anyelement) FROM PUBLIC;
COMMENT ON AGGREGATE middle(double precision ORDER BY anyelement) IS 'or any other place';
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_MODIFY = READ_WRITE, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE shown(integer) (SFUNC = plus, STYPE = bigint, FINALFUNC = said, FINALFUNC_MODIFY = SHAREABLE, INITCOND = '0', MSFUNC = plus, MINVFUNC = minus, MSTYPE = bigint, MFINALFUNC = said, MFINALFUNC_MODIFY = READ_ONLY, MINITCOND = '0');
CREATE OR REPLACE AGGREGATE total(n integer) (SFUNC = plus, STYPE = bigint, SSPACE = 64, INITCOND = '1', MSFUNC = plus, MINVFUNC = minus, MSTYPE = bigint, MSSPACE = 16, MINITCOND = '1', PARALLEL = SAFE);

CREATE VIEW places AS
 SELECT place(1) WITHIN GROUP (ORDER BY t.a) AS place,
    middle((0.5)::double precision) WITHIN GROUP (ORDER BY t.a) AS middle
   FROM t;

CREATE VIEW v AS
 SELECT total(t.a) AS total,
    shown(t.a) AS shown
   FROM t;
