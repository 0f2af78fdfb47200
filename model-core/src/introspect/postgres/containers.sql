-- Schemas other than the default one, and extensions.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT 'namespace' AS kind, n.nspname AS name
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname !~ '^pg_'
      AND n.nspname NOT IN ('information_schema', 'public')
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
      )
    UNION ALL
    SELECT 'extension', e.extname
    FROM pg_catalog.pg_extension e
    WHERE e.extname <> 'plpgsql'
) x
