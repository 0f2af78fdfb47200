-- What a definition does not say: the owner where it is neither who reads nor whose the database is, privileges, defaults of a view's columns, whether a
-- trigger fires, comments. As statements, in an order in which they can be run, each with the one that undoes it. What belongs to
-- a table, a type of the models, a sequence of a column or a schema comes with its `holder`: none of it is in their definitions.
-- `absent`: see constraints.sql; 16384: see other_objects.sql.
WITH space AS (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
usual AS MATERIALIZED (
    SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
    UNION
    SELECT b.datdba FROM pg_catalog.pg_database b WHERE b.datname = current_database()
),
object AS MATERIALIZED (
    SELECT o.*
    FROM (
        SELECT 'pg_catalog.pg_class'::regclass AS class, c.oid, c.relnamespace AS namespace,
               CASE c.relkind
                   WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE'
               END AS word,
               NULL::text AS what, NULL::text AS granted, c.relowner AS owner, c.relacl AS acl, 'r'::"char" AS acl_kind,
               CASE WHEN c.relkind IN ('r', 'p') THEN 'table' END AS holder, c.relname::text AS name, c.oid AS "table"
        FROM pg_catalog.pg_class c
        WHERE c.oid >= 16384
          AND (
              c.relkind IN ('v', 'm', 'f')
              OR c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname <> '__diesel_schema_migrations'
          )
        UNION ALL
        SELECT 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, 'SEQUENCE', NULL, NULL, c.relowner, c.relacl,
               's'::"char", CASE WHEN d.refobjid IS NOT NULL THEN 'sequence' END, c.relname::text, coalesce(d.refobjid, 0)
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_class'::regclass
            AND d.objid = c.oid
            AND d.refclassid = 'pg_catalog.pg_class'::regclass
            AND d.deptype IN ('a', 'i')
        WHERE c.relkind = 'S' AND c.relpersistence <> 't'
        UNION ALL
        SELECT 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, NULL,
               format('%s %s', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.oid::regtype),
               format('TYPE %s', t.oid::regtype), t.typowner, t.typacl, 'T'::"char",
               CASE WHEN t.typtype = 'e' THEN 'type' END, t.typname::text, 0
        FROM pg_catalog.pg_type t
        LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
        WHERE t.oid >= 16384 AND (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c')
        UNION ALL
        SELECT 'pg_catalog.pg_namespace'::regclass, n.oid, n.oid, NULL, format('SCHEMA %I', n.nspname),
               format('SCHEMA %I', n.nspname), n.nspowner, n.nspacl, 'n'::"char", 'schema', n.nspname::text, 0
        FROM pg_catalog.pg_namespace n
        UNION ALL
        SELECT 'pg_catalog.pg_event_trigger'::regclass, e.oid, NULL, NULL, format('EVENT TRIGGER %I', e.evtname), NULL,
               e.evtowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_event_trigger e
        UNION ALL
        SELECT 'pg_catalog.pg_publication'::regclass, p.oid, NULL, NULL, format('PUBLICATION %I', p.pubname), NULL,
               p.pubowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_publication p
        UNION ALL
        SELECT 'pg_catalog.pg_class'::regclass, i.indexrelid, c.relnamespace, NULL, format('INDEX %s', i.indexrelid::regclass),
               NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        WHERE c.relkind = 'm'
        UNION ALL
        SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, c.relnamespace, NULL,
               format('TRIGGER %I ON %s', g.tgname, c.oid::regclass), NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_trigger g
        JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
        WHERE NOT g.tgisinternal
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, c.relnamespace, NULL,
               format('RULE %I ON %s', r.rulename, c.oid::regclass), NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
        WHERE r.rulename <> '_RETURN'
        UNION ALL
        SELECT 'pg_catalog.pg_policy'::regclass, p.oid, c.relnamespace, NULL,
               format('POLICY %I ON %s', p.polname, c.oid::regclass), NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        UNION ALL
        SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid, s.stxnamespace, NULL,
               format('STATISTICS %I.%I', n.nspname, s.stxname), NULL, s.stxowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_statistic_ext s
        JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
        UNION ALL
        SELECT 'pg_catalog.pg_proc'::regclass, p.oid, p.pronamespace, NULL, w.kind || w.name,
               CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.oid::regprocedure,
               p.proowner, p.proacl, 'f'::"char", NULL, NULL, 0
        FROM pg_catalog.pg_proc p
        CROSS JOIN LATERAL (
            SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END AS kind,
                   CASE
                       WHEN p.prokind = 'a'
                       THEN format('%s(%s)', p.oid::regproc, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'))
                       ELSE p.oid::regprocedure::text
                   END AS name
        ) w
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_collation'::regclass, l.oid, l.collnamespace, NULL, format('COLLATION %s', l.oid::regcollation),
               NULL, l.collowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_collation l
        WHERE l.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_operator'::regclass, p.oid, p.oprnamespace, NULL,
               format('OPERATOR %I.%s (%s, %s)', n.nspname, p.oprname,
                      CASE WHEN p.oprleft = 0 THEN 'NONE' ELSE format_type(p.oprleft, NULL) END,
                      CASE WHEN p.oprright = 0 THEN 'NONE' ELSE format_type(p.oprright, NULL) END),
               NULL, p.oprowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_operator p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace
        WHERE p.oid >= 16384 AND p.oprcode <> 0
        UNION ALL
        SELECT 'pg_catalog.pg_opclass'::regclass, p.oid, p.opcnamespace, NULL,
               format('OPERATOR CLASS %I.%I USING %I', n.nspname, p.opcname, m.amname), NULL, p.opcowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_opclass p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.opcnamespace
        JOIN pg_catalog.pg_am m ON m.oid = p.opcmethod
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_opfamily'::regclass, p.oid, p.opfnamespace, NULL,
               format('OPERATOR FAMILY %I.%I USING %I', n.nspname, p.opfname, m.amname), NULL, p.opfowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_opfamily p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.opfnamespace
        JOIN pg_catalog.pg_am m ON m.oid = p.opfmethod
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_cast'::regclass, c.oid, NULL, NULL,
               format('CAST (%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
               NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_cast c
        WHERE c.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_transform'::regclass, f.oid, NULL, NULL,
               format('TRANSFORM FOR %s LANGUAGE %I', format_type(f.trftype, NULL), l.lanname),
               NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_transform f
        JOIN pg_catalog.pg_language l ON l.oid = f.trflang
        WHERE f.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_am'::regclass, m.oid, NULL, NULL, format('ACCESS METHOD %I', m.amname),
               NULL, NULL, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_am m
        WHERE m.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_language'::regclass, l.oid, NULL, NULL, format('LANGUAGE %I', l.lanname),
               format('LANGUAGE %I', l.lanname), l.lanowner, l.lanacl, 'l'::"char", NULL, NULL, 0
        FROM pg_catalog.pg_language l
        WHERE l.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_ts_config'::regclass, p.oid, p.cfgnamespace, NULL,
               format('TEXT SEARCH CONFIGURATION %s', p.oid::regconfig), NULL, p.cfgowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_ts_config p
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_ts_dict'::regclass, p.oid, p.dictnamespace, NULL,
               format('TEXT SEARCH DICTIONARY %s', p.oid::regdictionary), NULL, p.dictowner, NULL, NULL, NULL, NULL, 0
        FROM pg_catalog.pg_ts_dict p
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid, NULL, NULL, format('FOREIGN DATA WRAPPER %I', w.fdwname),
               format('FOREIGN DATA WRAPPER %I', w.fdwname), w.fdwowner, w.fdwacl, 'F'::"char", NULL, NULL, 0
        FROM pg_catalog.pg_foreign_data_wrapper w
        UNION ALL
        SELECT 'pg_catalog.pg_foreign_server'::regclass, v.oid, NULL, NULL, format('SERVER %I', v.srvname),
               format('FOREIGN SERVER %I', v.srvname), v.srvowner, v.srvacl, 'S'::"char", NULL, NULL, 0
        FROM pg_catalog.pg_foreign_server v
        UNION ALL
        -- Its privileges are those of what is made later, not its own.
        SELECT 'pg_catalog.pg_default_acl'::regclass, a.oid, nullif(a.defaclnamespace, 0), NULL, 'DEFAULT PRIVILEGES', NULL,
               NULL, NULL, NULL, 'default privileges',
               CASE WHEN pg_get_userbyid(a.defaclrole) = current_user THEN 'current_user'
               ELSE pg_get_userbyid(a.defaclrole)::text END, 0
        FROM pg_catalog.pg_default_acl a
    ) o
    WHERE (o.namespace IS NULL OR o.namespace IN (SELECT oid FROM space))
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e'
      )
),
-- The text of a name is made only where there is something to say.
named AS NOT MATERIALIZED (
    SELECT o.class, o.oid, o.namespace, o.owner, o.acl, o.acl_kind, o.holder, o.name, o."table",
           coalesce(o.what, o.word || ' ' || o.oid::regclass) AS what,
           coalesce(o.granted, CASE WHEN o.word = 'SEQUENCE' THEN 'SEQUENCE ' ELSE '' END || o.oid::regclass) AS granted
    FROM object o
),
-- Columns of which there is something to say, and indexes that are marked. Few, where there are many.
attribute AS MATERIALIZED (
    SELECT a.attrelid, a.attname, a.attacl, a.attoptions, a.target, a.storage, a.usual_storage, a.compression
    FROM (SELECT ''::"char" AS attcompression) absent
    CROSS JOIN LATERAL (
        SELECT a.attrelid, a.attname, a.attacl, a.attoptions, a.attstattarget AS target, a.attstorage::text AS storage,
               t.typstorage::text AS usual_storage, attcompression AS compression
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
          AND (
              a.attacl IS NOT NULL OR a.attoptions IS NOT NULL OR a.attstattarget >= 0 OR a.attstorage <> t.typstorage
              OR attcompression <> ''
          )
    ) a
),
identities AS MATERIALIZED (
    SELECT c.oid, c.relreplident AS identity
    FROM pg_catalog.pg_class c
    WHERE c.relreplident <> 'd' AND c.relkind IN ('r', 'p') AND c.oid >= 16384
),
-- Sequences that a column owns and does not draw its default from.
owned AS MATERIALIZED (
    SELECT d.objid, d.refobjid, d.refobjsubid
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
    WHERE d.classid = 'pg_catalog.pg_class'::regclass
      AND d.refclassid = 'pg_catalog.pg_class'::regclass
      AND d.deptype = 'a'
      AND (d.objid, d.refobjid, d.refobjsubid) NOT IN (
          SELECT u.refobjid, f.adrelid, f.adnum
          FROM pg_catalog.pg_depend u
          JOIN pg_catalog.pg_attrdef f ON f.oid = u.objid
          WHERE u.classid = 'pg_catalog.pg_attrdef'::regclass AND u.refclassid = 'pg_catalog.pg_class'::regclass
      )
),
marked AS MATERIALIZED (
    SELECT i.indrelid, i.indexrelid, i.indisclustered AS clustered, i.indisreplident AS identity, c.relname
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    WHERE i.indisclustered OR i.indisreplident
),
privilege AS (
    SELECT o.class, o.oid, o.granted, o.owner, o.holder, h.*, NULL::text AS "column"
    FROM named o
    -- What there is from the beginning: on `public`, what the server's own version grants there.
    CROSS JOIN LATERAL (
        SELECT coalesce(
            (
                SELECT i.initprivs
                FROM pg_catalog.pg_init_privs i
                WHERE i.objoid = o.oid AND i.classoid = o.class AND i.objsubid = 0 AND i.privtype = 'i'
            ),
            acldefault(o.acl_kind, o.owner)
        ) AS acl
    ) u
    CROSS JOIN LATERAL (
        (
            SELECT true AS is_given, g.grantee, g.privilege_type AS word, g.is_grantable FROM aclexplode(o.acl) g
            EXCEPT
            SELECT true, g.grantee, g.privilege_type, g.is_grantable FROM aclexplode(u.acl) g
        )
        UNION ALL
        (
            SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(u.acl) g
            EXCEPT
            SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(o.acl) g
        )
    ) h
    WHERE o.acl IS NOT NULL
      -- What owners of `public` may do there goes with who owns it: the server's superuser, or `pg_database_owner` from 14 on.
      AND (
          o.what <> 'SCHEMA public'
          OR h.grantee NOT IN (o.owner, 10)
             AND NOT EXISTS (
                 SELECT FROM pg_catalog.pg_roles r WHERE r.oid = h.grantee AND r.rolname = 'pg_database_owner'
             )
      )
    UNION ALL
    SELECT o.class, o.oid, o.granted, o.owner, o.holder, true, g.grantee, g.privilege_type, g.is_grantable, a.attname::text
    FROM named o
    JOIN attribute a ON a.attrelid = o.oid AND a.attacl IS NOT NULL
    CROSS JOIN LATERAL aclexplode(a.attacl) g
    WHERE o.acl_kind = 'r'
),
-- What is granted on objects that are made later: for a schema beside what is usual, else instead of it.
later AS (
    SELECT a.oid, a.head, a.what, a.is_given, a.is_grantable, string_agg(a.word, ', ' ORDER BY a.word) AS words,
           CASE
               WHEN a.grantee = 0 THEN 'PUBLIC'
               WHEN a.grantee = a.defaclrole AND pg_get_userbyid(a.defaclrole) = current_user THEN 'CURRENT_USER'
               ELSE quote_ident(pg_get_userbyid(a.grantee))
           END AS who
    FROM (
        SELECT a.oid, a.defaclrole, h.*,
               format('ALTER DEFAULT PRIVILEGES%s%s',
                      CASE WHEN pg_get_userbyid(a.defaclrole) <> current_user
                      THEN format(' FOR ROLE %I', pg_get_userbyid(a.defaclrole)) END,
                      (SELECT format(' IN SCHEMA %I', n.nspname) FROM pg_catalog.pg_namespace n WHERE n.oid = a.defaclnamespace))
                   AS head,
               CASE a.defaclobjtype
                   WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'
                   WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS'
               END AS what
        FROM pg_catalog.pg_default_acl a
        CROSS JOIN LATERAL (
            -- The letters of this catalog are those of acldefault(), but for sequences.
            SELECT CASE WHEN a.defaclnamespace = 0
                   THEN acldefault(CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype END, a.defaclrole) END AS acl
        ) u
        CROSS JOIN LATERAL (
            (
                SELECT true AS is_given, g.grantee, g.privilege_type AS word, g.is_grantable FROM aclexplode(a.defaclacl) g
                EXCEPT
                SELECT true, g.grantee, g.privilege_type, g.is_grantable FROM aclexplode(u.acl) g
            )
            UNION ALL
            (
                SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(u.acl) g
                EXCEPT
                SELECT false, g.grantee, g.privilege_type, false FROM aclexplode(a.defaclacl) g
            )
        ) h
    ) a
    GROUP BY a.oid, a.defaclrole, a.head, a.what, a.is_given, a.is_grantable, a.grantee
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT e.class::oid::bigint AS class, e.oid::bigint AS oid, e.sql, e.undo, e.part, e.is_own, h.holder,
           CASE WHEN h.holder IS NOT NULL THEN coalesce(hn.nspname, '') END AS schema, h.name, tn.nspname AS table_schema, t.relname AS table_name
    FROM (
        SELECT o.class, o.oid, 0 AS place, format('ALTER %s OWNER TO %I', o.what, r.rolname) AS sql,
               format('ALTER %s OWNER TO CURRENT_USER', o.what) AS undo, NULL::text AS part, o.holder IS NOT NULL AS is_own
        FROM named o
        JOIN pg_catalog.pg_roles r ON r.oid = o.owner
        WHERE r.oid NOT IN (SELECT oid FROM usual) AND o.holder IS DISTINCT FROM 'sequence'
          -- Who owns it depends on the version of the server that made the database.
          AND o.what <> 'SCHEMA public'
        UNION ALL
        SELECT p.class, p.oid, CASE WHEN p.is_given THEN 2 ELSE 1 END,
               format('%s %s ON %s %s %s%s', CASE WHEN p.is_given THEN 'GRANT' ELSE 'REVOKE' END, w.words,
                      p.granted, CASE WHEN p.is_given THEN 'TO' ELSE 'FROM' END, w.who,
                      CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END),
               format('%s %s ON %s %s %s', CASE WHEN p.is_given THEN 'REVOKE' ELSE 'GRANT' END, w.words,
                      p.granted, CASE WHEN p.is_given THEN 'FROM' ELSE 'TO' END, w.who),
               p."column", p.holder IS NOT NULL
        FROM (
            SELECT p.class, p.oid, p.granted, p.owner, p.holder, p.is_given, p.grantee, p.is_grantable, p."column",
                   string_agg(p.word || coalesce(' (' || quote_ident(p."column") || ')', ''), ', ' ORDER BY p.word) AS words
            FROM privilege p
            GROUP BY p.class, p.oid, p.granted, p.owner, p.holder, p.is_given, p.grantee, p.is_grantable, p."column"
        ) p
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = p.grantee
        CROSS JOIN LATERAL (
            SELECT p.words, CASE
                WHEN p.grantee = 0 THEN 'PUBLIC'
                WHEN p.grantee = p.owner AND p.owner IN (SELECT oid FROM usual) THEN 'CURRENT_USER'
                ELSE quote_ident(r.rolname)
            END AS who
        ) w
        UNION ALL
        SELECT 'pg_catalog.pg_default_acl'::regclass, a.oid, CASE WHEN a.is_given THEN 2 ELSE 1 END,
               format('%s %s %s ON %s %s %s%s', a.head, CASE WHEN a.is_given THEN 'GRANT' ELSE 'REVOKE' END, a.words, a.what,
                      CASE WHEN a.is_given THEN 'TO' ELSE 'FROM' END, a.who,
                      CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END),
               format('%s %s %s ON %s %s %s', a.head, CASE WHEN a.is_given THEN 'REVOKE' ELSE 'GRANT' END, a.words, a.what,
                      CASE WHEN a.is_given THEN 'FROM' ELSE 'TO' END, a.who),
               NULL, true
        FROM later a
        UNION ALL
        -- In this form a mapping is added as well as changed.
        SELECT 'pg_catalog.pg_ts_config'::regclass, p.oid, 2,
               format('ALTER TEXT SEARCH CONFIGURATION %s ALTER MAPPING FOR %s WITH %s', p.oid::regconfig, y.alias,
                      string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)),
               format('ALTER TEXT SEARCH CONFIGURATION %s DROP MAPPING FOR %s', p.oid::regconfig, y.alias), NULL, false
        FROM pg_catalog.pg_ts_config p
        JOIN pg_catalog.pg_ts_config_map m ON m.mapcfg = p.oid
        JOIN LATERAL ts_token_type(p.cfgparser) y ON y.tokid = m.maptokentype
        WHERE p.oid >= 16384
        GROUP BY p.oid, y.tokid, y.alias
        UNION ALL
        SELECT o.class, o.oid, 3,
               format('ALTER %s ALTER COLUMN %I SET DEFAULT %s', o.what, a.attname, pg_get_expr(f.adbin, f.adrelid)),
               format('ALTER %s ALTER COLUMN %I DROP DEFAULT', o.what, a.attname), a.attname, false
        FROM named o
        JOIN pg_catalog.pg_attrdef f ON f.adrelid = o.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
        WHERE o.acl_kind = 'r' AND o.holder IS NULL AND a.attgenerated = ''
        UNION ALL
        -- What a partition says of a column otherwise than its table.
        SELECT o.class, o.oid, 3, format('ALTER TABLE %s ALTER COLUMN %I %s', o.oid::regclass, a.attname, w.set),
               format('ALTER TABLE %s ALTER COLUMN %I %s', o.oid::regclass, a.attname, w.unset), a.attname, true
        FROM pg_catalog.pg_class c
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid
        JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_attribute u ON u.attrelid = i.inhparent AND u.attname = a.attname
        LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = u.attrelid AND d.adnum = u.attnum
        CROSS JOIN LATERAL (
            SELECT pg_get_expr(f.adbin, f.adrelid) AS own, pg_get_expr(d.adbin, d.adrelid) AS usual
        ) t
        CROSS JOIN LATERAL (
            SELECT coalesce('SET DEFAULT ' || t.own, 'DROP DEFAULT') AS set,
                   coalesce('SET DEFAULT ' || t.usual, 'DROP DEFAULT') AS unset
            WHERE t.own IS DISTINCT FROM t.usual AND a.attgenerated = '' AND u.attgenerated = ''
            UNION ALL
            -- From 18 on it is a constraint of the partition (see other_relations.sql).
            SELECT 'SET NOT NULL', 'DROP NOT NULL'
            WHERE a.attnotnull AND NOT u.attnotnull AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint k
                WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum
            )
        ) w
        WHERE c.relispartition AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER %s ALTER COLUMN %I %s', o.what, a.attname, w.set),
               format('ALTER %s ALTER COLUMN %I %s', o.what, a.attname, w.unset), a.attname, o.holder IS NOT NULL
        FROM attribute a
        JOIN named o
            ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = a.attrelid
            AND o.what ~ '^(TABLE|MATERIALIZED VIEW|FOREIGN TABLE) '
        CROSS JOIN LATERAL (
            SELECT 'SET STATISTICS ' || a.target AS set, 'SET STATISTICS -1' AS unset WHERE a.target >= 0
            UNION ALL
            SELECT 'SET STORAGE ' || m.name, 'SET STORAGE ' || d.name
            FROM (VALUES ('p', 'PLAIN'), ('e', 'EXTERNAL'), ('m', 'MAIN'), ('x', 'EXTENDED')) AS m (code, name)
            JOIN (VALUES ('p', 'PLAIN'), ('e', 'EXTERNAL'), ('m', 'MAIN'), ('x', 'EXTENDED')) AS d (code, name)
                ON m.code = a.storage AND d.code = a.usual_storage
            WHERE a.storage <> a.usual_storage
            UNION ALL
            SELECT 'SET COMPRESSION ' || CASE a.compression WHEN 'p' THEN 'pglz' ELSE 'lz4' END, 'SET COMPRESSION default'
            WHERE a.compression <> ''
            UNION ALL
            SELECT format('SET (%s)', string_agg(p.item, ', ' ORDER BY p.item)),
                   format('RESET (%s)', string_agg(split_part(p.item, '=', 1), ', ' ORDER BY p.item))
            FROM unnest(a.attoptions) AS p (item)
            HAVING count(*) > 0
        ) w
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER %s SET STATISTICS %s', o.what, s.target),
               format('ALTER %s SET STATISTICS -1', o.what), NULL, false
        FROM (SELECT -1 AS stxstattarget) absent
        CROSS JOIN LATERAL (SELECT oid, stxstattarget AS target FROM pg_catalog.pg_statistic_ext) s
        JOIN named o ON o.class = 'pg_catalog.pg_statistic_ext'::regclass AND o.oid = s.oid
        WHERE s.target >= 0
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', i.indrelid::regclass, i.relname),
               format('ALTER MATERIALIZED VIEW %s SET WITHOUT CLUSTER', i.indrelid::regclass), NULL, false
        FROM marked i
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = i.indexrelid
        WHERE i.clustered
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER %s CLUSTER ON %I', o.what, i.relname),
               format('ALTER %s SET WITHOUT CLUSTER', o.what), i.relname, true
        FROM marked i
        JOIN named o ON o.oid = i.indrelid AND o.class = 'pg_catalog.pg_class'::regclass AND o.holder = 'table'
        WHERE i.clustered
        UNION ALL
        SELECT o.class, o.oid, 3, format('ALTER SEQUENCE %s OWNED BY %s.%I', o.oid::regclass, d.refobjid::regclass, a.attname),
               format('ALTER SEQUENCE %s OWNED BY NONE', o.oid::regclass), a.attname, true
        FROM owned d
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = d.objid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        UNION ALL
        SELECT o.class, o.oid, 4,
               format('ALTER %s REPLICA IDENTITY %s', o.what, CASE c.identity
                   WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE format('USING INDEX %I', i.relname) END),
               format('ALTER %s REPLICA IDENTITY DEFAULT', o.what), i.relname, true
        FROM identities c
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid AND o.holder = 'table'
        LEFT JOIN marked i ON i.indrelid = c.oid AND i.identity
        UNION ALL
        SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, 4,
               format('ALTER TABLE %s %s TRIGGER %I', g.tgrelid::regclass,
                      CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                      g.tgname),
               format('ALTER TABLE %s ENABLE TRIGGER %I', g.tgrelid::regclass, g.tgname), NULL, false
        FROM pg_catalog.pg_trigger g
        WHERE NOT g.tgisinternal AND g.tgenabled <> 'O'
        UNION ALL
        SELECT 'pg_catalog.pg_event_trigger'::regclass, e.oid, 4,
               format('ALTER EVENT TRIGGER %I %s', e.evtname,
                      CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END),
               format('ALTER EVENT TRIGGER %I ENABLE', e.evtname), NULL, false
        FROM pg_catalog.pg_event_trigger e
        WHERE e.evtenabled <> 'O'
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, 4,
               format('ALTER TABLE %s %s RULE %I', r.ev_class::regclass,
                      CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                      r.rulename),
               format('ALTER TABLE %s ENABLE RULE %I', r.ev_class::regclass, r.rulename), NULL, false
        FROM pg_catalog.pg_rewrite r
        WHERE r.rulename <> '_RETURN' AND r.ev_enabled <> 'O'
        UNION ALL
        SELECT 'pg_catalog.pg_class'::regclass, c.oid, 4,
               format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass),
               format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', c.oid::regclass), NULL, true
        FROM pg_catalog.pg_class c
        WHERE c.relforcerowsecurity
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER TABLE %s SET ACCESS METHOD %I', c.oid::regclass, m.amname),
               format('ALTER TABLE %s SET ACCESS METHOD heap', c.oid::regclass), NULL, true
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname <> 'heap'
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid
        WHERE c.relkind IN ('r', 'p')
        UNION ALL
        -- Of tables the models say these.
        SELECT o.class, o.oid, 4, format('ALTER TABLE %s SET UNLOGGED', c.oid::regclass),
               format('ALTER TABLE %s SET LOGGED', c.oid::regclass), NULL, true
        FROM pg_catalog.pg_class c
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid
        WHERE c.relispartition AND c.relkind = 'r' AND c.relpersistence = 'u'
        UNION ALL
        SELECT o.class, o.oid, 4, format('ALTER TABLE %s SET (%s)', c.oid::regclass, p.items),
               format('ALTER TABLE %s RESET (%s)', c.oid::regclass, p.names), NULL, true
        FROM pg_catalog.pg_class c
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid
        LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
        CROSS JOIN LATERAL (
            SELECT string_agg(format('%s = %L', split_part(p.item, '=', 1), substr(p.item, strpos(p.item, '=') + 1)), ', '
                              ORDER BY p.item) AS items,
                   string_agg(split_part(p.item, '=', 1), ', ' ORDER BY p.item) AS names
            FROM (
                SELECT unnest(c.reloptions) AS item
                UNION ALL
                SELECT 'toast.' || unnest(t.reloptions)
            ) p
            HAVING count(*) > 0
        ) p
        WHERE c.relispartition AND c.relkind = 'r'
        UNION ALL
        -- That of a column is as its table is.
        SELECT o.class, o.oid, 4, format('ALTER SEQUENCE %s SET UNLOGGED', c.oid::regclass),
               format('ALTER SEQUENCE %s SET LOGGED', c.oid::regclass), NULL, false
        FROM pg_catalog.pg_class c
        JOIN named o ON o.class = 'pg_catalog.pg_class'::regclass AND o.oid = c.oid
        WHERE c.relkind = 'S' AND c.relpersistence = 'u' AND o.holder IS NULL
        UNION ALL
        -- Values that were there before it are not held to it.
        SELECT o.class, o.oid, 4,
               format('ALTER %s ADD CONSTRAINT %I %s', o.what, k.conname, pg_get_constraintdef(k.oid)),
               format('ALTER %s DROP CONSTRAINT %I', o.what, k.conname), NULL, false
        FROM pg_catalog.pg_constraint k
        JOIN named o ON o.class = 'pg_catalog.pg_type'::regclass AND o.oid = k.contypid
        WHERE k.contype = 'c' AND NOT k.convalidated
        UNION ALL
        -- Of tables and their columns, and of enum types, the models have comments.
        SELECT o.class, o.oid, CASE WHEN d.objsubid = 0 THEN 5 ELSE 6 END,
               w.head || quote_literal(d.description),
               w.head || CASE WHEN o.what = 'SCHEMA public' THEN '''standard public schema''' ELSE 'NULL' END,
               a.attname, o.holder IS NOT NULL
        FROM named o
        JOIN pg_catalog.pg_description d ON d.classoid = o.class AND d.objoid = o.oid
        LEFT JOIN pg_catalog.pg_attribute a ON d.objsubid > 0 AND a.attrelid = d.objoid AND a.attnum = d.objsubid
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN d.objsubid = 0 THEN format('COMMENT ON %s IS ', o.what)
                ELSE format('COMMENT ON COLUMN %s.%I IS ', o.granted, a.attname)
            END AS head
        ) w
        WHERE (d.objsubid = 0 OR o.acl_kind = 'r') AND coalesce(o.holder, '') NOT IN ('table', 'type')
          AND (o.what <> 'SCHEMA public' OR d.description <> 'standard public schema')
        UNION ALL
        SELECT o.class, o.oid, 7, w.head || quote_literal(d.description), w.head || 'NULL', k.conname, true
        FROM named o
        JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid
        JOIN pg_catalog.pg_description d
            ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
        CROSS JOIN LATERAL (SELECT format('COMMENT ON CONSTRAINT %I ON %s IS ', k.conname, o.granted) AS head) w
        WHERE o.class = 'pg_catalog.pg_class'::regclass AND o.holder = 'table'
        UNION ALL
        SELECT o.class, o.oid, 7, w.head || quote_literal(d.description), w.head || 'NULL', NULL, false
        FROM named o
        JOIN pg_catalog.pg_constraint k ON k.contypid = o.oid
        JOIN pg_catalog.pg_description d
            ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
        CROSS JOIN LATERAL (SELECT format('COMMENT ON CONSTRAINT %I ON %s IS ', k.conname, o.what) AS head) w
        WHERE o.class = 'pg_catalog.pg_type'::regclass
        UNION ALL
        SELECT o.class, o.oid, 7, w.head || quote_literal(d.description), w.head || 'NULL', a.attname, false
        FROM named o
        JOIN pg_catalog.pg_type t ON t.oid = o.oid AND t.typtype = 'c'
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid AND NOT a.attisdropped
        JOIN pg_catalog.pg_description d
            ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = t.typrelid AND d.objsubid = a.attnum
        CROSS JOIN LATERAL (SELECT format('COMMENT ON COLUMN %s.%I IS ', o.oid::regtype, a.attname) AS head) w
        WHERE o.class = 'pg_catalog.pg_type'::regclass
    ) e
    LEFT JOIN object h ON e.is_own AND h.class = e.class AND h.oid = e.oid
    LEFT JOIN pg_catalog.pg_namespace hn ON hn.oid = h.namespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = h."table"
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    -- What is granted by default is one thing, whichever rows it is in.
    ORDER BY e.class, CASE WHEN e.class <> 'pg_catalog.pg_default_acl'::regclass THEN e.oid END, e.place, e.sql COLLATE "C"
) x
