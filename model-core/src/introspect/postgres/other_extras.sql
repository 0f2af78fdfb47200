-- What a definition does not say: the owner where it is not who reads, privileges, defaults of a view's columns, whether a
-- trigger fires, comments. As statements, in an order in which they can be run.
WITH object AS (
    SELECT o.*
    FROM (
        SELECT 'pg_catalog.pg_class'::regclass AS class, c.oid, c.relnamespace AS namespace,
               format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, c.oid::regclass) AS what,
               c.oid::regclass::text AS granted, c.relowner AS owner, c.relacl AS acl, 'r'::"char" AS acl_kind
        FROM pg_catalog.pg_class c
        WHERE c.relkind IN ('v', 'm')
        UNION ALL
        SELECT 'pg_catalog.pg_class'::regclass, i.indexrelid, c.relnamespace, format('INDEX %s', i.indexrelid::regclass),
               NULL, NULL, NULL, NULL
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        WHERE c.relkind = 'm'
        UNION ALL
        SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, c.relnamespace,
               format('TRIGGER %I ON %s', g.tgname, c.oid::regclass), NULL, NULL, NULL, NULL
        FROM pg_catalog.pg_trigger g
        JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
        WHERE NOT g.tgisinternal
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, c.relnamespace,
               format('RULE %I ON %s', r.rulename, c.oid::regclass), NULL, NULL, NULL, NULL
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
        WHERE r.rulename <> '_RETURN'
        UNION ALL
        SELECT 'pg_catalog.pg_policy'::regclass, p.oid, c.relnamespace,
               format('POLICY %I ON %s', p.polname, c.oid::regclass), NULL, NULL, NULL, NULL
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        UNION ALL
        SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid, s.stxnamespace,
               format('STATISTICS %I.%I', n.nspname, s.stxname), NULL, s.stxowner, NULL, NULL
        FROM pg_catalog.pg_statistic_ext s
        JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
        UNION ALL
        SELECT 'pg_catalog.pg_proc'::regclass, p.oid, p.pronamespace, w.what, w.what, p.proowner, p.proacl, 'f'::"char"
        FROM pg_catalog.pg_proc p
        CROSS JOIN LATERAL (
            SELECT format('%s %s', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regprocedure) AS what
        ) w
        WHERE p.prokind IN ('f', 'p') AND p.oid >= 16384
    ) o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
),
privilege AS (
    SELECT o.class, o.oid, o.granted, o.owner, h.*, NULL::text AS "column"
    FROM object o
    CROSS JOIN LATERAL (
        (
            SELECT true AS is_given, g.grantee, g.privilege_type AS word, g.is_grantable FROM aclexplode(o.acl) g
            EXCEPT
            SELECT true, g.grantee, g.privilege_type, g.is_grantable FROM aclexplode(acldefault(o.acl_kind, o.owner)) g
        )
        UNION ALL
        (
            SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(acldefault(o.acl_kind, o.owner)) g
            EXCEPT
            SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(o.acl) g
        )
    ) h
    WHERE o.acl IS NOT NULL
    UNION ALL
    SELECT o.class, o.oid, o.granted, o.owner, true, g.grantee, g.privilege_type, g.is_grantable, a.attname::text
    FROM object o
    JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped
    CROSS JOIN LATERAL aclexplode(a.attacl) g
    WHERE o.acl_kind = 'r'
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT e.class::oid::bigint AS class, e.oid::bigint AS oid, e.sql
    FROM (
        SELECT o.class, o.oid, 0 AS place, format('ALTER %s OWNER TO %I', o.what, r.rolname) AS sql
        FROM object o
        JOIN pg_catalog.pg_roles r ON r.oid = o.owner
        WHERE r.rolname <> current_user
        UNION ALL
        SELECT p.class, p.oid, CASE WHEN p.is_given THEN 2 ELSE 1 END,
               format('%s %s ON %s %s %s%s', CASE WHEN p.is_given THEN 'GRANT' ELSE 'REVOKE' END,
                      string_agg(p.word || coalesce(' (' || quote_ident(p."column") || ')', ''), ', '
                                 ORDER BY p.word, p."column"),
                      p.granted, CASE WHEN p.is_given THEN 'TO' ELSE 'FROM' END,
                      CASE
                          WHEN p.grantee = 0 THEN 'PUBLIC'
                          WHEN p.grantee = p.owner AND r.rolname = current_user THEN 'CURRENT_USER'
                          ELSE quote_ident(r.rolname)
                      END,
                      CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END)
        FROM privilege p
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = p.grantee
        GROUP BY p.class, p.oid, p.granted, p.owner, p.is_given, p.grantee, p.is_grantable, r.rolname
        UNION ALL
        SELECT o.class, o.oid, 3,
               format('ALTER %s ALTER COLUMN %I SET DEFAULT %s', o.what, a.attname, pg_get_expr(f.adbin, f.adrelid))
        FROM object o
        JOIN pg_catalog.pg_attrdef f ON f.adrelid = o.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
        WHERE o.acl_kind = 'r'
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER %s ALTER COLUMN %I SET STATISTICS %s', o.what, a.attname, a.attstattarget)
        FROM object o
        JOIN pg_catalog.pg_class c ON c.oid = o.oid AND c.relkind = 'm'
        JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND a.attstattarget >= 0
        WHERE o.class = 'pg_catalog.pg_class'::regclass
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER %s SET STATISTICS %s', o.what, s.target)
        FROM (SELECT -1 AS stxstattarget) absent
        CROSS JOIN LATERAL (SELECT oid, stxstattarget AS target FROM pg_catalog.pg_statistic_ext) s
        JOIN object o ON o.class = 'pg_catalog.pg_statistic_ext'::regclass AND o.oid = s.oid
        WHERE s.target >= 0
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', i.indrelid::regclass, c.relname)
        FROM object o
        JOIN pg_catalog.pg_index i ON i.indexrelid = o.oid
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        WHERE o.class = 'pg_catalog.pg_class'::regclass AND i.indisclustered
        UNION ALL
        SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, 4,
               format('ALTER TABLE %s %s TRIGGER %I', g.tgrelid::regclass,
                      CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                      g.tgname)
        FROM pg_catalog.pg_trigger g
        WHERE NOT g.tgisinternal AND g.tgenabled <> 'O'
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, 4,
               format('ALTER TABLE %s %s RULE %I', r.ev_class::regclass,
                      CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                      r.rulename)
        FROM pg_catalog.pg_rewrite r
        WHERE r.rulename <> '_RETURN' AND r.ev_enabled <> 'O'
        UNION ALL
        SELECT 'pg_catalog.pg_class'::regclass, c.oid, 4,
               format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass)
        FROM pg_catalog.pg_class c
        WHERE c.relrowsecurity AND c.relforcerowsecurity
        UNION ALL
        SELECT o.class, o.oid, CASE WHEN d.objsubid = 0 THEN 5 ELSE 6 END,
               CASE
                   WHEN d.objsubid = 0 THEN format('COMMENT ON %s IS %L', o.what, d.description)
                   ELSE format('COMMENT ON COLUMN %s.%I IS %L', o.granted, a.attname, d.description)
               END
        FROM object o
        JOIN pg_catalog.pg_description d ON d.classoid = o.class AND d.objoid = o.oid
        LEFT JOIN pg_catalog.pg_attribute a ON d.objsubid > 0 AND a.attrelid = d.objoid AND a.attnum = d.objsubid
        WHERE d.objsubid = 0 OR o.acl_kind = 'r'
    ) e
    ORDER BY e.class, e.oid, e.place, e.sql COLLATE "C"
) x
