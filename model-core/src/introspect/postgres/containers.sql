-- Schemas other than the default one, extensions, and the roles that own something here, have privileges on it or are named in it.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT 'namespace' AS kind, n.nspname AS name, NULL::text AS schema
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname !~ '^pg_'
      AND n.nspname NOT IN ('information_schema', 'public')
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
      )
    UNION ALL
    -- Where it is, but for one that can be in one schema only and goes there by itself.
    SELECT 'extension', e.extname,
           CASE WHEN n.nspname NOT IN ('public', 'pg_catalog') AND NOT EXISTS (
               SELECT
               FROM pg_catalog.pg_available_extension_versions v
               WHERE v.name = e.extname AND v.version = e.extversion AND v.schema IS NOT NULL
           ) THEN n.nspname END
    FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    UNION ALL
    SELECT DISTINCT 'role', r.rolname, NULL::text
    FROM pg_catalog.pg_shdepend d
    JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
    WHERE d.dbid = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = current_database())
      AND d.refclassid = 'pg_catalog.pg_authid'::regclass
      AND d.deptype IN ('o', 'a', 'r')
      AND r.rolname <> current_user
      AND r.rolname !~ '^pg_'
) x
