-- Functions, types and other objects that no model describes. Those of an extension come and go with it.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT o.kind, o.class::oid::bigint AS class, o.oid::bigint AS oid, coalesce(n.nspname, '') AS schema, o.name,
           o.definition,
           CASE o.kind
               WHEN 'function' THEN format('DROP FUNCTION %s', o.oid::regprocedure)
               WHEN 'procedure' THEN format('DROP PROCEDURE %s', o.oid::regprocedure)
           END AS removal
    FROM (
        SELECT CASE p.prokind
                   WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function'
               END AS kind,
               'pg_catalog.pg_proc'::regclass AS class, p.oid, p.pronamespace AS namespace,
               format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
               CASE WHEN p.prokind <> 'a' THEN rtrim(pg_get_functiondef(p.oid), chr(10)) END AS definition
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
        WHERE pn.nspname !~ '^pg_'
          AND pn.nspname <> 'information_schema'
          AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend e
              WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i')
          )
        UNION ALL
        SELECT 'domain', 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, t.typname,
               format('CREATE DOMAIN %s AS %s%s%s%s%s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
                      (
                          SELECT format(' COLLATE %I.%I', ln.nspname, l.collname)
                          FROM pg_catalog.pg_type b
                          JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation
                          JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                          WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation
                      ),
                      ' DEFAULT ' || t.typdefault,
                      CASE WHEN t.typnotnull THEN ' NOT NULL' END,
                      (
                          SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                                            ORDER BY k.conname)
                          FROM pg_catalog.pg_constraint k
                          WHERE k.contypid = t.oid AND k.contype = 'c'
                      ))
        FROM pg_catalog.pg_type t
        WHERE t.typtype = 'd'
        UNION ALL
        SELECT 'range type', 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, t.typname, NULL
        FROM pg_catalog.pg_type t
        WHERE t.typtype = 'r'
        UNION ALL
        SELECT 'base type', 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, t.typname, NULL
        FROM pg_catalog.pg_type t
        WHERE t.typtype = 'b'
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type element WHERE element.typarray = t.oid)
        UNION ALL
        SELECT 'collation', 'pg_catalog.pg_collation'::regclass, l.oid, l.collnamespace, l.collname, NULL
        FROM pg_catalog.pg_collation l
        UNION ALL
        SELECT 'operator', 'pg_catalog.pg_operator'::regclass, p.oid, p.oprnamespace,
               format('%s(%s, %s)', p.oprname,
                      CASE WHEN p.oprleft = 0 THEN 'NONE' ELSE format_type(p.oprleft, NULL) END,
                      CASE WHEN p.oprright = 0 THEN 'NONE' ELSE format_type(p.oprright, NULL) END),
               NULL
        FROM pg_catalog.pg_operator p
        UNION ALL
        SELECT 'operator class', 'pg_catalog.pg_opclass'::regclass, p.oid, p.opcnamespace, p.opcname, NULL
        FROM pg_catalog.pg_opclass p
        UNION ALL
        SELECT 'text search configuration', 'pg_catalog.pg_ts_config'::regclass, p.oid, p.cfgnamespace, p.cfgname, NULL
        FROM pg_catalog.pg_ts_config p
        UNION ALL
        SELECT 'text search dictionary', 'pg_catalog.pg_ts_dict'::regclass, p.oid, p.dictnamespace, p.dictname, NULL
        FROM pg_catalog.pg_ts_dict p
        UNION ALL
        SELECT 'event trigger', 'pg_catalog.pg_event_trigger'::regclass, e.oid, NULL, e.evtname,
               format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
                      (
                          SELECT format(' WHEN TAG IN (%s)', string_agg(quote_literal(g.tag), ', ' ORDER BY g.place))
                          FROM unnest(e.evttags) WITH ORDINALITY AS g (tag, place)
                          HAVING count(*) > 0
                      ), e.evtfoid::regproc)
        FROM pg_catalog.pg_event_trigger e
        UNION ALL
        SELECT 'publication', 'pg_catalog.pg_publication'::regclass, p.oid, NULL, p.pubname, NULL
        FROM pg_catalog.pg_publication p
        UNION ALL
        SELECT 'foreign server', 'pg_catalog.pg_foreign_server'::regclass, s.oid, NULL, s.srvname, NULL
        FROM pg_catalog.pg_foreign_server s
    ) o
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    WHERE (n.oid IS NULL OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype IN ('e', 'i')
      )
) x
