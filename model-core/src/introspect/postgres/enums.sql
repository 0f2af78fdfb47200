-- Enum types with their labels in sort order.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT n.nspname AS schema,
           t.typname AS name,
           ARRAY(
               SELECT l.enumlabel::text
               FROM pg_catalog.pg_enum l
               WHERE l.enumtypid = t.oid
               ORDER BY l.enumsortorder
           ) AS labels,
           d.description AS comment
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_description d
        ON d.classoid = 'pg_catalog.pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
    WHERE t.typtype = 'e'
      AND n.nspname !~ '^pg_'
      AND n.nspname <> 'information_schema'
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e'
      )
) x
