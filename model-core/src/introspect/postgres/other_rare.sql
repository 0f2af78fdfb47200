-- What few databases have of their own: operators and what indexes know of them, casts, languages, text search, foreign data.
-- Those of an extension come and go with it; the server's own have numbers below 16384 (see other_objects.sql). What is made
-- in C, or has a secret among its options (`is_open`: see mod.rs), has no definition: it is listed. `absent`: see constraints.sql.
-- What operator classes and families consist of. A member of a class goes with it, any other can be added and dropped. The
-- catalog has no word for a member that an extension added: it is one of an extension's family, or of a family of the server's
-- own and an extension's operator or function.
WITH member AS MATERIALIZED (
    SELECT m.class, m.oid, m.family, m.word, m.number, m.types, m.text,
           EXISTS (
               SELECT
               FROM pg_catalog.pg_depend d
               WHERE d.deptype = 'e'
                 AND ((d.classid = 'pg_catalog.pg_opfamily'::regclass AND d.objid = m.family)
                      OR (m.family < 16384 AND d.classid = m.of_class AND d.objid = m.of_oid))
           ) AS of_extension,
           (
               SELECT d.refobjid
               FROM pg_catalog.pg_depend d
               WHERE d.classid = m.class AND d.objid = m.oid AND d.deptype = 'i'
                 AND d.refclassid = 'pg_catalog.pg_opclass'::regclass
           ) AS opclass
    FROM (
        SELECT 'pg_catalog.pg_amop'::regclass AS class, o.oid, o.amopfamily AS family, 'OPERATOR' AS word,
               o.amopstrategy AS number, format('%s, %s', o.amoplefttype::regtype, o.amoprighttype::regtype) AS types,
               format('%I.%s%s', n.nspname, p.oprname, '(' || o.amoplefttype::regtype || ', ' || o.amoprighttype::regtype || ')')
               || coalesce((
                   SELECT format(' FOR ORDER BY %I.%I', fn.nspname, f.opfname)
                   FROM pg_catalog.pg_opfamily f
                   JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
                   WHERE f.oid = o.amopsortfamily
               ), '') AS text,
               'pg_catalog.pg_operator'::regclass AS of_class, o.amopopr AS of_oid
        FROM pg_catalog.pg_amop o
        JOIN pg_catalog.pg_operator p ON p.oid = o.amopopr
        JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace
        WHERE o.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_amproc'::regclass, o.oid, o.amprocfamily, 'FUNCTION', o.amprocnum,
               format('%s, %s', o.amproclefttype::regtype, o.amprocrighttype::regtype), o.amproc::regprocedure::text,
               'pg_catalog.pg_proc'::regclass, o.amproc
        FROM pg_catalog.pg_amproc o
        WHERE o.oid >= 16384
    ) m
),
-- What is elsewhere, and how it is reached.
remote AS MATERIALIZED (
    SELECT 'foreign data wrapper' AS kind, 'pg_catalog.pg_foreign_data_wrapper'::regclass AS class, w.oid, w.fdwname::text AS name,
           format('CREATE FOREIGN DATA WRAPPER %I%s%s', w.fdwname,
                  CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc END,
                  CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc END) AS head,
           format('DROP FOREIGN DATA WRAPPER %I', w.fdwname) AS removal, w.fdwoptions AS options
    FROM pg_catalog.pg_foreign_data_wrapper w
    UNION ALL
    SELECT 'foreign server', 'pg_catalog.pg_foreign_server'::regclass, v.oid, v.srvname,
           format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I', v.srvname, ' TYPE ' || quote_literal(v.srvtype),
                  ' VERSION ' || quote_literal(v.srvversion), w.fdwname),
           format('DROP SERVER %I', v.srvname), v.srvoptions
    FROM pg_catalog.pg_foreign_server v
    JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = v.srvfdw
    UNION ALL
    -- To who may not see the options of a mapping it has none: there is no telling what it is.
    SELECT 'user mapping', 'pg_catalog.pg_user_mapping'::regclass, u.umid, format('for %s server %s', w.name, u.srvname),
           CASE WHEN u.umoptions IS NOT NULL OR r.rolsuper
           THEN format('CREATE USER MAPPING FOR %s SERVER %I', w.who, u.srvname) END,
           format('DROP USER MAPPING FOR %s SERVER %I', w.who, u.srvname), u.umoptions
    FROM pg_catalog.pg_user_mappings u
    JOIN pg_catalog.pg_roles r ON r.rolname = current_user
    CROSS JOIN LATERAL (
        SELECT CASE
                   WHEN u.umuser = 0 THEN 'PUBLIC' WHEN u.usename = current_user THEN 'CURRENT_USER' ELSE quote_ident(u.usename)
               END AS who,
               CASE WHEN u.usename = current_user THEN 'current_user' ELSE u.usename END AS name
    ) w
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT o.kind, o.class::oid::bigint AS class, o.oid::bigint AS oid, coalesce(n.nspname, '') AS schema, o.name,
           o.definition, CASE WHEN o.definition IS NOT NULL THEN o.removal END AS removal,
           -- What tells whether it can be changed where it is: all but the options, and these.
           CASE WHEN o.kind IN ('foreign data wrapper', 'foreign server', 'user mapping') THEN (
               SELECT f.head || ARRAY(
                   SELECT format('%I %L', p.option_name, p.option_value)
                   FROM pg_options_to_table(f.options) p
                   ORDER BY p.option_name COLLATE "C"
               )
               FROM remote f
               WHERE f.class = o.class AND f.oid = o.oid AND o.definition IS NOT NULL
           ) END AS shape
    FROM (
        SELECT 'operator' AS kind, 'pg_catalog.pg_operator'::regclass AS class, p.oid, p.oprnamespace AS namespace,
               format('%s(%s, %s)', p.oprname, w.left_type, w.right_type) AS name,
               format('CREATE OPERATOR %I.%s (%s)', n.nspname, p.oprname, concat_ws(', ',
                   'FUNCTION = ' || p.oprcode::regproc,
                   CASE WHEN p.oprleft <> 0 THEN 'LEFTARG = ' || w.left_type END,
                   CASE WHEN p.oprright <> 0 THEN 'RIGHTARG = ' || w.right_type END,
                   (
                       SELECT format('COMMUTATOR = OPERATOR(%I.%s)', on_.nspname, o.oprname)
                       FROM pg_catalog.pg_operator o
                       JOIN pg_catalog.pg_namespace on_ ON on_.oid = o.oprnamespace
                       WHERE o.oid = p.oprcom
                   ),
                   (
                       SELECT format('NEGATOR = OPERATOR(%I.%s)', on_.nspname, o.oprname)
                       FROM pg_catalog.pg_operator o
                       JOIN pg_catalog.pg_namespace on_ ON on_.oid = o.oprnamespace
                       WHERE o.oid = p.oprnegate
                   ),
                   CASE WHEN p.oprrest <> 0 THEN 'RESTRICT = ' || p.oprrest::regproc END,
                   CASE WHEN p.oprjoin <> 0 THEN 'JOIN = ' || p.oprjoin::regproc END,
                   CASE WHEN p.oprcanhash THEN 'HASHES' END,
                   CASE WHEN p.oprcanmerge THEN 'MERGES' END)) AS definition,
               format('DROP OPERATOR %I.%s (%s, %s)', n.nspname, p.oprname, w.left_type, w.right_type) AS removal
        FROM pg_catalog.pg_operator p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace
        CROSS JOIN LATERAL (
            SELECT CASE WHEN p.oprleft = 0 THEN 'NONE' ELSE format_type(p.oprleft, NULL) END AS left_type,
                   CASE WHEN p.oprright = 0 THEN 'NONE' ELSE format_type(p.oprright, NULL) END AS right_type
        ) w
        -- One without a function has only been named by another one so far.
        WHERE p.oid >= 16384 AND p.oprcode <> 0
        UNION ALL
        SELECT 'operator family', 'pg_catalog.pg_opfamily'::regclass, f.oid, f.opfnamespace,
               format('%s using %s', f.opfname, m.amname),
               format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname),
               format('DROP OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)
        FROM pg_catalog.pg_opfamily f
        JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
        JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
        WHERE f.oid >= 16384
        UNION ALL
        -- Of a family of the server's own it is in no schema of this database.
        SELECT 'operator family member', m.class, m.oid, CASE WHEN m.family >= 16384 THEN f.opfnamespace END,
               format('%s using %s: %s %s (%s)', f.opfname, a.amname, lower(m.word), m.number, m.types),
               format('ALTER OPERATOR FAMILY %I.%I USING %I ADD %s %s %s', n.nspname, f.opfname, a.amname, m.word, m.number,
                      CASE m.word WHEN 'FUNCTION' THEN format('(%s) %s', m.types, m.text) ELSE m.text END),
               format('ALTER OPERATOR FAMILY %I.%I USING %I DROP %s %s (%s)', n.nspname, f.opfname, a.amname, m.word, m.number,
                      m.types)
        FROM member m
        JOIN pg_catalog.pg_opfamily f ON f.oid = m.family
        JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
        JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod
        WHERE m.opclass IS NULL AND NOT m.of_extension
        UNION ALL
        SELECT 'operator class', 'pg_catalog.pg_opclass'::regclass, p.oid, p.opcnamespace,
               format('%s using %s', p.opcname, a.amname),
               format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, p.opcname,
                      CASE WHEN p.opcdefault THEN ' DEFAULT' END, p.opcintype::regtype, a.amname, fn.nspname, f.opfname,
                      concat_ws(', ',
                          CASE WHEN p.opckeytype <> 0 OR NOT EXISTS (SELECT FROM member m WHERE m.opclass = p.oid)
                          THEN 'STORAGE ' || coalesce(nullif(p.opckeytype, 0), p.opcintype)::regtype END,
                          (
                              SELECT string_agg(format('%s %s %s', m.word, m.number,
                                                       CASE m.word WHEN 'FUNCTION' THEN format('(%s) %s', m.types, m.text)
                                                       ELSE m.text END),
                                                ', ' ORDER BY m.word DESC, m.number, m.types)
                              FROM member m
                              WHERE m.opclass = p.oid
                          ))),
               format('DROP OPERATOR CLASS %I.%I USING %I', n.nspname, p.opcname, a.amname)
        FROM pg_catalog.pg_opclass p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.opcnamespace
        JOIN pg_catalog.pg_am a ON a.oid = p.opcmethod
        JOIN pg_catalog.pg_opfamily f ON f.oid = p.opcfamily
        JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'cast', 'pg_catalog.pg_cast'::regclass, c.oid, NULL, format('(%s AS %s)', w.source, w.target),
               format('CREATE CAST (%s AS %s) %s%s', w.source, w.target,
                      CASE c.castmethod
                          WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
                          WHEN 'i' THEN 'WITH INOUT'
                          ELSE 'WITHOUT FUNCTION'
                      END,
                      CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END),
               format('DROP CAST (%s AS %s)', w.source, w.target)
        FROM pg_catalog.pg_cast c
        CROSS JOIN LATERAL (
            SELECT format_type(c.castsource, NULL) AS source, format_type(c.casttarget, NULL) AS target
        ) w
        WHERE c.oid >= 16384
        UNION ALL
        SELECT 'language', 'pg_catalog.pg_language'::regclass, l.oid, NULL, l.lanname,
               format('CREATE %sLANGUAGE %I%s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, l.lanname,
                      CASE WHEN l.lanplcallfoid <> 0 THEN ' HANDLER ' || l.lanplcallfoid::regproc END,
                      CASE WHEN l.laninline <> 0 THEN ' INLINE ' || l.laninline::regproc END,
                      CASE WHEN l.lanvalidator <> 0 THEN ' VALIDATOR ' || l.lanvalidator::regproc END),
               format('DROP LANGUAGE %I', l.lanname)
        FROM pg_catalog.pg_language l
        WHERE l.oid >= 16384
        UNION ALL
        SELECT 'transform', 'pg_catalog.pg_transform'::regclass, f.oid, NULL,
               format('for %s language %s', format_type(f.trftype, NULL), l.lanname),
               format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(f.trftype, NULL), l.lanname, concat_ws(', ',
                      CASE WHEN f.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || f.trffromsql::regprocedure END,
                      CASE WHEN f.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || f.trftosql::regprocedure END)),
               format('DROP TRANSFORM FOR %s LANGUAGE %I', format_type(f.trftype, NULL), l.lanname)
        FROM pg_catalog.pg_transform f
        JOIN pg_catalog.pg_language l ON l.oid = f.trflang
        WHERE f.oid >= 16384
        UNION ALL
        SELECT 'text search configuration', 'pg_catalog.pg_ts_config'::regclass, p.oid, p.cfgnamespace, p.cfgname,
               format('CREATE TEXT SEARCH CONFIGURATION %s (PARSER = %I.%I)', p.oid::regconfig, n.nspname, s.prsname),
               format('DROP TEXT SEARCH CONFIGURATION %s', p.oid::regconfig)
        FROM pg_catalog.pg_ts_config p
        JOIN pg_catalog.pg_ts_parser s ON s.oid = p.cfgparser
        JOIN pg_catalog.pg_namespace n ON n.oid = s.prsnamespace
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'text search dictionary', 'pg_catalog.pg_ts_dict'::regclass, p.oid, p.dictnamespace, p.dictname,
               format('CREATE TEXT SEARCH DICTIONARY %s (TEMPLATE = %I.%I%s)', p.oid::regdictionary, n.nspname, t.tmplname,
                      ', ' || p.dictinitoption),
               format('DROP TEXT SEARCH DICTIONARY %s', p.oid::regdictionary)
        FROM pg_catalog.pg_ts_dict p
        JOIN pg_catalog.pg_ts_template t ON t.oid = p.dicttemplate
        JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'text search parser', 'pg_catalog.pg_ts_parser'::regclass, p.oid, p.prsnamespace, p.prsname, NULL, NULL
        FROM pg_catalog.pg_ts_parser p
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'text search template', 'pg_catalog.pg_ts_template'::regclass, p.oid, p.tmplnamespace, p.tmplname, NULL, NULL
        FROM pg_catalog.pg_ts_template p
        WHERE p.oid >= 16384
        UNION ALL
        SELECT 'access method', 'pg_catalog.pg_am'::regclass, m.oid, NULL, m.amname,
               format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname,
                      CASE m.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, m.amhandler::regproc),
               format('DROP ACCESS METHOD %I', m.amname)
        FROM pg_catalog.pg_am m
        WHERE m.oid >= 16384
        UNION ALL
        -- Before 14, its number is not for everyone to read.
        SELECT 'subscription', 'pg_catalog.pg_subscription'::regclass, 0, NULL, s.subname, NULL, NULL
        FROM pg_catalog.pg_subscription s
        WHERE s.subdbid = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = current_database())
        UNION ALL
        SELECT f.kind, f.class, f.oid, NULL, f.name,
               CASE WHEN o.is_open THEN f.head || coalesce(' OPTIONS (' || array_to_string(o.items, ', ') || ')', '') END,
               f.removal
        FROM remote f
        CROSS JOIN LATERAL (
            SELECT array_agg(format('%I %L', o.option_name, o.option_value) ORDER BY o.option_name COLLATE "C") AS items,
                   coalesce(bool_and(is_open(o)), true) AS is_open
            FROM pg_options_to_table(f.options) o
        ) o
    ) o
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    WHERE (n.oid IS NULL OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype IN ('e', 'i')
      )
) x
