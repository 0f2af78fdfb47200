-- Columns in table order. A default names no column, and without a table to look columns up in, the server need not open it.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT a.attrelid::bigint AS "table",
           a.attnum AS number,
           a.attname AS name,
           format_type(a.atttypid, a.atttypmod) AS type,
           m.typname AS enum_name,
           mn.nspname AS enum_schema,
           NOT a.attnotnull AS nullable,
           NOT a.attislocal AS inherited,
           pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE d.adrelid END) AS expression,
           nullif(a.attgenerated::text, '') AS generated,
           nullif(a.attidentity::text, '') AS identity,
           l.collname AS collation,
           ln.nspname AS collation_schema,
           s.description AS comment
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_type m
        ON m.typtype = 'e'
        AND m.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
    LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
    LEFT JOIN pg_catalog.pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
    LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
    LEFT JOIN pg_catalog.pg_description s
        ON s.classoid = 'pg_catalog.pg_class'::regclass AND s.objoid = a.attrelid AND s.objsubid = a.attnum
    -- The server's own relations have lower numbers.
    WHERE a.attrelid >= 16384
      AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition
      AND a.attnum > 0
      AND NOT a.attisdropped
      AND n.nspname !~ '^pg_'
      AND n.nspname <> 'information_schema'
    ORDER BY a.attrelid, a.attnum
) x
