-- Sequences that belong to a column: of an identity ('i'), or OWNED BY it as a serial's is ('a').
SELECT row_to_json(x)::text AS row
FROM (
    SELECT o.refobjid::bigint AS "table",
           o.refobjsubid AS number,
           o.deptype = 'i' AS identity,
           n.nspname AS schema,
           c.relname AS name,
           c.oid::regclass::text AS written,
           format_type(s.seqtypid, NULL) AS type,
           s.seqstart AS start,
           s.seqincrement AS increment,
           s.seqmin AS min,
           s.seqmax AS max,
           s.seqcache AS cache,
           s.seqcycle AS cycle
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_depend o
        ON o.classid = 'pg_catalog.pg_class'::regclass
        AND o.objid = c.oid
        AND o.refclassid = 'pg_catalog.pg_class'::regclass
        AND o.refobjsubid > 0
        AND o.deptype IN ('a', 'i')
) x
