-- The tables that a model can describe. Only here is it decided which these are: rows of the other queries that belong
-- to none of them are left out by the reader. A partition is no table of its own, it is listed among the other objects.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT c.oid::bigint AS oid,
           n.nspname AS schema,
           c.relname AS name,
           c.relpersistence = 'u' AS unlogged,
           c.reloptions AS storage,
           t.reloptions AS toast_storage,
           d.description AS comment
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
    LEFT JOIN pg_catalog.pg_description d
        ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
    WHERE c.relkind IN ('r', 'p')
      AND c.relpersistence <> 't'
      AND NOT c.relispartition
      AND c.relname <> '__diesel_schema_migrations'
      AND n.nspname !~ '^pg_'
      AND n.nspname <> 'information_schema'
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e'
      )
) x
