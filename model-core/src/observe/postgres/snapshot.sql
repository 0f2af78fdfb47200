-- What is watched between two statements, in one row. Three values are put in: `known`, the highest oid of a relation
-- before the migration; `last`, that before the last statement; `scope`, which of the tables are read.
-- A relation above `known` is new: only the locks of the statement that made it are of interest.
WITH held AS MATERIALIZED (
    SELECT relation, array_agg(mode) AS modes
    FROM pg_locks
    WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND relation >= 16384 AND (relation <= {known} OR relation > {last})
    GROUP BY relation
), users AS MATERIALIZED (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relations AS MATERIALIZED (
    SELECT c.*, n.nspname
    FROM pg_class c JOIN users n ON n.oid = c.relnamespace
    WHERE c.relname <> '__diesel_schema_migrations' AND ({scope})
), tables AS MATERIALIZED (
    SELECT oid FROM relations WHERE relkind IN ('r', 'p') AND oid <= {known}
)
SELECT json_build_object(
    'last', (SELECT coalesce(max(oid), 0)::int8 FROM pg_class),
    'lock_timeout', current_setting('lock_timeout') <> '0',
    'statement_timeout', current_setting('statement_timeout') <> '0',
    'time_zone', current_setting('TimeZone'),
    'time_zone_pinned', (SELECT source = 'session' FROM pg_settings WHERE name = 'TimeZone'),
    'locks', (SELECT json_agg(json_build_object('relation', relation::int8, 'modes', modes)) FROM held),
    'scans', (
        SELECT json_agg(json_build_object(
            'relation', relation::int8,
            'scans', pg_stat_get_xact_numscans(relation),
            'rows', pg_stat_get_xact_tuples_returned(relation),
            'inserted', pg_stat_get_xact_tuples_inserted(relation),
            'updated', pg_stat_get_xact_tuples_updated(relation),
            'deleted', pg_stat_get_xact_tuples_deleted(relation)))
        FROM held WHERE relation <= {known}
            AND EXISTS (SELECT FROM pg_class WHERE oid = relation AND relkind IN ('r', 'p', 'm'))),
    'relations', (
        SELECT json_agg(json_build_object(
            'oid', oid::int8, 'schema', nspname, 'name', relname, 'kind', relkind, 'filenode', relfilenode::int8,
            'logged', relpersistence = 'p', 'row_security', relrowsecurity,
            'granted', relacl IS NOT NULL,
            'commented', obj_description(oid, 'pg_class') IS NOT NULL,
            'parent', CASE WHEN relispartition
                THEN (SELECT inhparent::int8 FROM pg_inherits WHERE inhrelid = r.oid) END))
        FROM relations r),
    'columns', (
        SELECT json_agg(json_build_object(
            'table', a.attrelid::int8, 'number', a.attnum, 'name', a.attname,
            'type', format_type(a.atttypid, a.atttypmod), 'collation', a.attcollation::int8, 'not_null', a.attnotnull,
            'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity <> '', 'generated', a.attgenerated,
            'constrained', t.typtype = 'd' AND (t.typnotnull
                OR EXISTS (SELECT FROM pg_constraint x WHERE x.contypid = t.oid))))
        FROM tables JOIN pg_attribute a ON a.attrelid = tables.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum),
    'constraints', (
        SELECT json_agg(json_build_object(
            'oid', c.oid::int8, 'table', c.conrelid::int8, 'name', c.conname, 'kind', c.contype, 'valid', c.convalidated,
            'target', nullif(c.confrelid, 0)::int8, 'columns', c.conkey, 'index', nullif(c.conindid, 0)::int8,
            'domain', (SELECT json_build_object('schema', n.nspname, 'name', t.typname)
                FROM pg_type t JOIN users n ON n.oid = t.typnamespace WHERE t.oid = c.contypid)))
        FROM pg_constraint c JOIN users u ON u.oid = c.connamespace
        WHERE c.contype IN ('c', 'f', 'p', 'u', 'x')
            AND (c.conrelid IN (SELECT oid FROM tables)
                -- A new table's foreign key to one that was there.
                OR (c.contype = 'f' AND c.conparentid = 0 AND c.conrelid > {known} AND c.confrelid <= {known})
                OR c.contypid <> 0)),
    'indexes', (
        SELECT json_agg(json_build_object(
            'oid', i.indexrelid::int8, 'table', i.indrelid::int8, 'name', c.relname, 'filenode', c.relfilenode::int8,
            'valid', i.indisvalid, 'unique', i.indisunique, 'partitioned', c.relkind = 'I',
            'keys', (SELECT json_agg(k.n) FROM unnest(i.indkey::int2[]) AS k(n))))
        FROM tables JOIN pg_index i ON i.indrelid = tables.oid JOIN pg_class c ON c.oid = i.indexrelid),
    'triggers', (
        SELECT json_agg(json_build_object('oid', t.oid::int8, 'table', t.tgrelid::int8, 'name', t.tgname))
        FROM tables JOIN pg_trigger t ON t.tgrelid = tables.oid AND NOT t.tgisinternal),
    'policies', (
        SELECT json_agg(json_build_object('oid', p.oid::int8, 'table', p.polrelid::int8, 'name', p.polname,
            'text', concat(p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid),
                pg_get_expr(p.polwithcheck, p.polrelid))))
        FROM tables JOIN pg_policy p ON p.polrelid = tables.oid),
    'labels', (
        SELECT json_agg(json_build_object('oid', e.oid::int8, 'type', e.enumtypid::int8, 'schema', u.nspname,
            'name', t.typname, 'label', e.enumlabel) ORDER BY e.enumtypid, e.enumsortorder)
        FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN users u ON u.oid = t.typnamespace),
    'extensions', (
        SELECT json_agg(json_build_object('name', extname, 'version', extversion))
        FROM pg_extension WHERE extname <> 'plpgsql')
)::text AS row
