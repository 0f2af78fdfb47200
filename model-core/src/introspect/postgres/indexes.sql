-- Indexes, those of constraints as well: a constraint's INCLUDE columns and keys are told only there. Columns that only
-- an expression or a predicate reads come from pg_depend. For `absent` see constraints.sql.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT i.indexrelid::bigint AS oid,
           i.indrelid::bigint AS "table",
           c.relname AS name,
           m.amname AS method,
           i.indisunique AS "unique",
           i.indnkeyatts AS keys,
           i.indkey::smallint[] AS columns,
           i.indoption::smallint[] AS options,
           CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END AS predicate,
           CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN ARRAY(
               SELECT p.refobjsubid
               FROM pg_catalog.pg_depend p
               WHERE p.classid = 'pg_catalog.pg_class'::regclass
                 AND p.objid = i.indexrelid
                 AND p.refclassid = 'pg_catalog.pg_class'::regclass
                 AND p.refobjid = i.indrelid
                 AND p.refobjsubid > 0
           ) END AS reads,
           i.nulls_not_distinct,
           c.reloptions AS storage,
           d.description AS comment,
           NOT i.indisvalid AS invalid
    FROM (SELECT false AS indnullsnotdistinct) absent
    CROSS JOIN LATERAL (
        SELECT indexrelid, indrelid, indisunique, indisvalid, indnkeyatts, indkey, indoption, indpred, indexprs,
               indnullsnotdistinct AS nulls_not_distinct
        FROM pg_catalog.pg_index
    ) i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_am m ON m.oid = c.relam
    LEFT JOIN pg_catalog.pg_description d
        ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
    WHERE NOT c.relispartition
      AND n.nspname !~ '^pg_'
      AND n.nspname <> 'information_schema'
) x
