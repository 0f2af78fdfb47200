CREATE FUNCTION plus(a bigint, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE FUNCTION minus(a bigint, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a - b';
CREATE FUNCTION said(a bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a::text';
CREATE AGGREGATE total(n integer) (
    SFUNC = plus, STYPE = bigint, SSPACE = 64, INITCOND = '1', PARALLEL = SAFE,
    MSFUNC = plus, MINVFUNC = minus, MSTYPE = bigint, MSSPACE = 16, MINITCOND = '1'
);
CREATE AGGREGATE shown(integer) (
    SFUNC = plus, STYPE = bigint, INITCOND = '0', FINALFUNC = said, FINALFUNC_MODIFY = SHAREABLE,
    MSFUNC = plus, MINVFUNC = minus, MSTYPE = bigint, MINITCOND = '0', MFINALFUNC = said
);
CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE counted(*) IS 'all rows';
ALTER AGGREGATE counted(*) OWNER TO pg_monitor;
CREATE AGGREGATE least_of(integer) (SFUNC = int4smaller, STYPE = integer, COMBINEFUNC = int4smaller, SORTOP = <);
CREATE AGGREGATE middle(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA
);
COMMENT ON AGGREGATE middle(double precision ORDER BY anyelement) IS 'or any other place';
REVOKE EXECUTE ON FUNCTION middle(double precision, anyelement) FROM PUBLIC;
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);
CREATE TABLE t (id bigint PRIMARY KEY, a integer);
CREATE VIEW v AS SELECT total(a) AS total, shown(a) AS shown FROM t;
CREATE VIEW places AS SELECT place(1) WITHIN GROUP (ORDER BY a) AS place, middle(0.5) WITHIN GROUP (ORDER BY a) AS middle FROM t;
