-- Types that are not built in, and ranges: what their values are made of.
SELECT json_build_object(
    'name', format_type(t.oid, NULL),
    'kind', t.typtype,
    'category', t.typcategory,
    'not_null', t.typnotnull,
    'base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
    'subtype', (SELECT format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid),
    'checks', (
        SELECT coalesce(json_agg(pg_get_constraintdef(c.oid) ORDER BY c.conname), '[]')
        FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'
    ),
    'labels', (
        SELECT coalesce(json_agg(e.enumlabel ORDER BY e.enumsortorder), '[]')
        FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
    ),
    'fields', (
        SELECT coalesce(json_agg(json_build_object('ty', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
        FROM pg_catalog.pg_attribute a
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
    )
)::text AS row
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
WHERE (t.typtype IN ('r', 'm') OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
  AND (t.typtype <> 'c' OR c.relkind = 'c')
  AND t.typcategory <> 'A'
