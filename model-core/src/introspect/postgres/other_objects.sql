-- Functions, types and other objects that no model describes. Those of an extension come and go with it. The server's own, of
-- which there are thousands, have numbers below 16384 (FirstNormalObjectId in the server's access/transam.h). `absent`: see
-- constraints.sql.
WITH publication AS (
    SELECT p.oid, p.pubname,
           format('publish = %L, publish_via_partition_root = %s%s',
                  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
                  p.via_root::text, CASE WHEN p.generated = 's' THEN ', publish_generated_columns = stored' END) AS how,
           CASE WHEN p.puballtables THEN 'ALL TABLES' ELSE nullif(concat_ws(', ',
               (
                   SELECT 'TABLE ' || string_agg(r.text, ', ' ORDER BY r.text)
                   FROM (
                       -- Tables that inherit from it are named themselves.
                       SELECT format('%s%s%s%s', CASE WHEN c.relkind = 'r' AND c.relhassubclass THEN 'ONLY ' END, c.oid::regclass,
                                     (
                                         SELECT format(' (%s)', string_agg(quote_ident(a.attname), ', ' ORDER BY k.place))
                                         FROM unnest(r.columns::smallint[]) WITH ORDINALITY AS k (number, place)
                                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                                         HAVING count(*) > 0
                                     ),
                                     ' WHERE (' || pg_get_expr(r.condition, c.oid) || ')') AS text
                       -- From 15 on.
                       FROM (SELECT NULL::pg_node_tree AS prqual, NULL::int2vector AS prattrs) absent
                       CROSS JOIN LATERAL (
                           SELECT prpubid, prrelid, prqual AS condition, prattrs AS columns
                           FROM pg_catalog.pg_publication_rel
                       ) r
                       JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
                       WHERE r.prpubid = p.oid
                   ) r
               ),
               (
                   -- From 15 on: the table of these is not there before, what rests on what is.
                   SELECT 'TABLES IN SCHEMA ' || string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname)
                   FROM pg_catalog.pg_depend d
                   JOIN pg_catalog.pg_depend s
                       ON s.classid = d.classid AND s.objid = d.objid AND s.refclassid = 'pg_catalog.pg_namespace'::regclass
                   JOIN pg_catalog.pg_namespace n ON n.oid = s.refobjid
                   WHERE d.refclassid = 'pg_catalog.pg_publication'::regclass AND d.refobjid = p.oid
                     AND d.classid = to_regclass('pg_catalog.pg_publication_namespace')
               )), '') END AS what
    -- The last from 18 on.
    FROM (SELECT false AS pubviaroot, NULL::"char" AS pubgencols) absent
    CROSS JOIN LATERAL (
        SELECT oid, pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot AS via_root,
               pubgencols AS generated
        FROM pg_catalog.pg_publication
    ) p
),
-- Domains that take no NULL. From 17 on the constraint has a name.
not_null AS (
    SELECT t.oid, coalesce('CONSTRAINT ' || quote_ident(k.conname) || ' ', '') || 'NOT NULL' AS text
    FROM pg_catalog.pg_type t
    LEFT JOIN pg_catalog.pg_constraint k
        ON k.contypid = t.oid AND k.contype = 'n' AND k.conname <> t.typname || '_not_null'
    WHERE t.typtype = 'd' AND t.typnotnull
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT o.kind, o.class::oid::bigint AS class, o.oid::bigint AS oid, coalesce(n.nspname, '') AS schema, o.name,
           o.definition,
           CASE
               WHEN o.kind IN ('function', 'window function') THEN format('DROP FUNCTION %s', o.oid::regprocedure)
               WHEN o.kind = 'procedure' THEN format('DROP PROCEDURE %s', o.oid::regprocedure)
               WHEN o.kind = 'aggregate' AND o.definition IS NOT NULL
               THEN format('DROP AGGREGATE %s(%s)', o.oid::regproc,
                           coalesce(nullif(pg_get_function_identity_arguments(o.oid), ''), '*'))
               WHEN o.kind = 'domain' THEN format('DROP DOMAIN %s', o.oid::regtype)
               WHEN o.kind = 'range type' AND o.definition IS NOT NULL THEN format('DROP TYPE %s', o.oid::regtype)
               WHEN o.kind = 'event trigger' THEN format('DROP EVENT TRIGGER %I', o.name)
               WHEN o.kind = 'publication' AND o.definition IS NOT NULL THEN format('DROP PUBLICATION %I', o.name)
               WHEN o.kind = 'collation' AND o.definition IS NOT NULL THEN format('DROP COLLATION %I.%I', n.nspname, o.name)
           END AS removal,
           -- What tells whether it can be replaced where it is: what a function returns, its parameters and how many of them
           -- have a default; the sort of an aggregate; the base of a domain, its default, whether it takes NULL, its checks;
           -- what a publication is for, and how.
           CASE
               WHEN o.kind IN ('function', 'window function', 'procedure') THEN (
                   SELECT ARRAY[
                       coalesce(pg_get_function_result(p.oid), ''), pg_get_function_identity_arguments(p.oid),
                       p.pronargdefaults::text
                   ]
                   FROM pg_catalog.pg_proc p
                   WHERE p.oid = o.oid
               )
               WHEN o.kind = 'aggregate' THEN (
                   SELECT ARRAY[
                       pg_get_function_result(a.aggfnoid), pg_get_function_identity_arguments(a.aggfnoid), a.aggkind::text,
                       a.aggnumdirectargs::text
                   ]
                   FROM pg_catalog.pg_aggregate a
                   WHERE a.aggfnoid = o.oid
               )
               WHEN o.kind = 'domain' THEN (
                   SELECT ARRAY[
                       format('%s %s', format_type(t.typbasetype, t.typtypmod), t.typcollation::regcollation),
                       coalesce(t.typdefault, ''), coalesce((SELECT n.text FROM not_null n WHERE n.oid = t.oid), '')
                   ] || ARRAY(
                       SELECT format('%I %s', k.conname, pg_get_constraintdef(k.oid))
                       FROM pg_catalog.pg_constraint k
                       WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated
                       ORDER BY k.conname
                   )
                   FROM pg_catalog.pg_type t
                   WHERE t.oid = o.oid
               )
               WHEN o.kind = 'publication' THEN (
                   SELECT ARRAY[coalesce(p.what, ''), p.how] FROM publication p WHERE p.oid = o.oid
               )
           END AS shape
    FROM (
        SELECT CASE p.prokind
                   WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function'
               END AS kind,
               'pg_catalog.pg_proc'::regclass AS class, p.oid, p.pronamespace AS namespace,
               format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)) AS name,
               CASE
                   WHEN p.prokind <> 'a' THEN rtrim(pg_get_functiondef(p.oid), chr(10))
                   ELSE (
                       SELECT format('CREATE AGGREGATE %s(%s) (%s)', p.oid::regproc,
                                     coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'), concat_ws(', ',
                           'SFUNC = ' || a.aggtransfn::regproc,
                           'STYPE = ' || format_type(a.aggtranstype, NULL),
                           CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
                           CASE WHEN a.aggfinalfn <> 0 THEN format('FINALFUNC = %s, FINALFUNC_MODIFY = %s%s',
                               a.aggfinalfn::regproc, CASE a.aggfinalmodify
                                   WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END,
                               CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' END) END,
                           CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn::regproc END,
                           CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn::regproc END,
                           CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn::regproc END,
                           'INITCOND = ' || quote_literal(a.agginitval),
                           CASE WHEN a.aggmtransfn <> 0 THEN format('MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s',
                               a.aggmtransfn::regproc, a.aggminvtransfn::regproc, format_type(a.aggmtranstype, NULL)) END,
                           CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
                           CASE WHEN a.aggmfinalfn <> 0 THEN format('MFINALFUNC = %s, MFINALFUNC_MODIFY = %s%s',
                               a.aggmfinalfn::regproc, CASE a.aggmfinalmodify
                                   WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END,
                               CASE WHEN a.aggmfinalextra THEN ', MFINALFUNC_EXTRA' END) END,
                           'MINITCOND = ' || quote_literal(a.aggminitval),
                           (
                               SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, s.oprname)
                               FROM pg_catalog.pg_operator s
                               JOIN pg_catalog.pg_namespace sn ON sn.oid = s.oprnamespace
                               WHERE s.oid = a.aggsortop
                           ),
                           CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END,
                           CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END))
                       FROM pg_catalog.pg_aggregate a
                       WHERE a.aggfnoid = p.oid
                   )
               END AS definition
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
        WHERE p.oid >= 16384
          AND pn.nspname !~ '^pg_'
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
                      ' ' || (SELECT n.text FROM not_null n WHERE n.oid = t.oid),
                      (
                          SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                                            ORDER BY k.conname)
                          FROM pg_catalog.pg_constraint k
                          WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated
                      ))
        FROM pg_catalog.pg_type t
        WHERE t.oid >= 16384
          AND t.typtype = 'd'
        UNION ALL
        SELECT 'range type', 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, t.typname,
               (
                   -- What takes functions over the type itself has to be made by hand.
                   SELECT format('CREATE TYPE %s AS RANGE (SUBTYPE = %s, SUBTYPE_OPCLASS = %I.%I%s%s%s)', t.oid::regtype,
                                 format_type(r.rngsubtype, NULL), pn.nspname, p.opcname,
                                 CASE WHEN r.rngcollation <> 0 THEN ', COLLATION = ' || r.rngcollation::regcollation END,
                                 CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc END,
                                 (
                                     -- From 14 on. The usual name: see makeMultirangeTypeName() of the server's catalog/pg_type.c.
                                     SELECT ', MULTIRANGE_TYPE_NAME = ' || m.oid::regtype
                                     FROM pg_catalog.pg_depend d
                                     JOIN pg_catalog.pg_type m ON m.oid = d.objid AND m.typtype = 'm'
                                     WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.deptype = 'i'
                                       AND d.refclassid = d.classid AND d.refobjid = t.oid
                                       AND (m.typnamespace, m.typname) <> (t.typnamespace, CASE
                                           WHEN t.typname LIKE '%range%' THEN regexp_replace(t.typname, 'range', 'multirange')
                                           ELSE left(t.typname, 52) || '_multirange'
                                       END::name)
                                 ))
                   FROM pg_catalog.pg_range r
                   JOIN pg_catalog.pg_opclass p ON p.oid = r.rngsubopc
                   JOIN pg_catalog.pg_namespace pn ON pn.oid = p.opcnamespace
                   WHERE r.rngtypid = t.oid AND r.rngcanonical = 0
               )
        FROM pg_catalog.pg_type t
        WHERE t.oid >= 16384
          AND t.typtype = 'r'
        UNION ALL
        SELECT 'base type', 'pg_catalog.pg_type'::regclass, t.oid, t.typnamespace, t.typname, NULL
        FROM pg_catalog.pg_type t
        WHERE t.oid >= 16384
          AND t.typtype = 'b'
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type element WHERE element.typarray = t.oid)
        UNION ALL
        -- The locale of ICU is in a column of its own from 15 on, which 17 renames and shares with the provider `builtin`.
        SELECT 'collation', 'pg_catalog.pg_collation'::regclass, l.oid, l.collnamespace, l.collname,
               CASE l.collprovider
                   WHEN 'c' THEN format('CREATE COLLATION %s (LC_COLLATE = %L, LC_CTYPE = %L)', l.oid::regcollation,
                                        l.collcollate, l.collctype)
                   WHEN 'i' THEN format('CREATE COLLATION %s (PROVIDER = icu, LOCALE = %L%s%s)', l.oid::regcollation,
                                        coalesce(l.locale, l.icu_locale, l.collcollate),
                                        CASE WHEN NOT l.collisdeterministic THEN ', DETERMINISTIC = false' END,
                                        ', RULES = ' || quote_literal(l.rules))
                   WHEN 'b' THEN format('CREATE COLLATION %s (PROVIDER = builtin, LOCALE = %L)', l.oid::regcollation, l.locale)
               END
        FROM (SELECT NULL::text AS colllocale, NULL::text AS colliculocale, NULL::text AS collicurules) absent
        CROSS JOIN LATERAL (
            SELECT oid, collname, collnamespace, collprovider, collisdeterministic, collcollate, collctype,
                   colllocale AS locale, colliculocale AS icu_locale, collicurules AS rules
            FROM pg_catalog.pg_collation
        ) l
        WHERE l.oid >= 16384
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
        SELECT 'publication', 'pg_catalog.pg_publication'::regclass, p.oid, NULL, p.pubname,
               format('CREATE PUBLICATION %I%s WITH (%s)', p.pubname, ' FOR ' || p.what, p.how)
        FROM publication p
    ) o
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    WHERE (n.oid IS NULL OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype IN ('e', 'i')
      )
) x
