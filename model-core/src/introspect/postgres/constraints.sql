-- Constraints of tables; NOT NULL is one from PostgreSQL 18 on. What a partition or a child table only inherits is left
-- out, but for NOT NULL, whose name stays when it is inherited no longer. A column that an older server lacks falls back to the one of `absent`: a name is
-- looked up in the inner query first.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT c.conname AS name,
           c.contype::text AS type,
           c.conrelid::bigint AS "table",
           c.conindid::bigint AS index,
           c.conkey AS columns,
           c.condeferrable AS deferrable,
           c.condeferred AS deferred,
           NOT c.convalidated AS not_valid,
           c.enforced,
           c.period,
           c.connoinherit AS no_inherit,
           c.conislocal AS local,
           fn.nspname AS target_schema,
           f.relname AS target_name,
           CASE WHEN c.contype = 'f' THEN ARRAY(
               SELECT a.attname::text
               FROM unnest(c.confkey) WITH ORDINALITY AS k (number, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number
               ORDER BY k.place
           ) END AS target_columns,
           c.confdeltype::text AS on_delete,
           c.delete_columns,
           c.confupdtype::text AS on_update,
           c.confmatchtype = 'f' AS match_full,
           CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END AS expression,
           CASE WHEN c.contype = 'x' THEN ARRAY(
               SELECT CASE
                   WHEN p.nspname IN ('pg_catalog', 'public') THEN o.oprname::text
                   ELSE format('OPERATOR(%I.%s)', p.nspname, o.oprname)
               END
               FROM unnest(c.conexclop) WITH ORDINALITY AS k (operator, place)
               JOIN pg_catalog.pg_operator o ON o.oid = k.operator
               JOIN pg_catalog.pg_namespace p ON p.oid = o.oprnamespace
               ORDER BY k.place
           ) END AS operators
    FROM (SELECT NULL::smallint[] AS confdelsetcols, true AS conenforced, false AS conperiod) absent
    CROSS JOIN LATERAL (
        SELECT conname, contype, connamespace, conrelid, conindid, conkey, condeferrable, condeferred, convalidated,
               conparentid, conislocal, confrelid, confkey, confdeltype, confupdtype, confmatchtype, conbin, conexclop,
               connoinherit, confdelsetcols AS delete_columns, conenforced AS enforced, conperiod AS period
        FROM pg_catalog.pg_constraint
    ) c
    LEFT JOIN pg_catalog.pg_class f ON f.oid = c.confrelid
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
    JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
      AND c.conrelid <> 0
      AND c.conparentid = 0
      AND (c.contype <> 'c' OR c.conislocal)
      AND n.nspname !~ '^pg_'
      AND n.nspname <> 'information_schema'
) x
