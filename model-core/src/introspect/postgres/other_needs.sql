-- What the objects that no model describes rest on: tables, their columns, constraints and row types, enums, each other.
-- What the catalog keeps in parts (a view and its rule, a domain and its checks) counts as one object. An array stands for
-- its elements, a multirange for the range that it comes with. Objects of the system have numbers below 16384.
WITH source AS MATERIALIZED (
    SELECT 'pg_catalog.pg_rewrite'::regclass AS part_class, r.oid AS part,
           CASE WHEN r.rulename = '_RETURN' THEN 'pg_catalog.pg_class' ELSE 'pg_catalog.pg_rewrite' END::regclass AS class,
           CASE WHEN r.rulename = '_RETURN' THEN r.ev_class ELSE r.oid END AS oid
    FROM pg_catalog.pg_rewrite r
    WHERE r.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_attrdef'::regclass, f.oid, 'pg_catalog.pg_class'::regclass, f.adrelid
    FROM pg_catalog.pg_attrdef f
    JOIN pg_catalog.pg_class c ON c.oid = f.adrelid
    WHERE c.relkind IN ('v', 'f')
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 'pg_catalog.pg_type'::regclass, k.contypid
    FROM pg_catalog.pg_constraint k
    WHERE k.contypid <> 0 AND k.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 'pg_catalog.pg_constraint'::regclass, k.oid
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    WHERE c.relispartition AND k.conparentid = 0 AND k.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 'pg_catalog.pg_class'::regclass, k.conrelid
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    WHERE c.relkind = 'f' AND NOT c.relispartition
    UNION ALL
    -- A member of an operator family is an object of its own, unless it belongs to a class.
    SELECT m.class, m.oid, coalesce(d.refclassid, m.class)::regclass, coalesce(d.refobjid, m.oid)
    FROM (
        SELECT 'pg_catalog.pg_amop'::regclass AS class, o.oid FROM pg_catalog.pg_amop o WHERE o.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_amproc'::regclass, o.oid FROM pg_catalog.pg_amproc o WHERE o.oid >= 16384
    ) m
    LEFT JOIN pg_catalog.pg_depend d
        ON d.classid = m.class AND d.objid = m.oid AND d.deptype = 'i'
        AND d.refclassid = 'pg_catalog.pg_opclass'::regclass
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, c.oid,
           CASE WHEN c.relkind = 'c' THEN 'pg_catalog.pg_type' ELSE 'pg_catalog.pg_class' END::regclass,
           CASE WHEN c.relkind = 'c' THEN c.reltype ELSE c.oid END
    FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('v', 'm', 'f', 'c') AND c.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, i.indexrelid, 'pg_catalog.pg_class'::regclass, i.indexrelid
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class m ON m.oid = i.indrelid
    WHERE m.relkind = 'm'
    UNION ALL
    SELECT 'pg_catalog.pg_publication_rel'::regclass, p.oid, 'pg_catalog.pg_publication'::regclass, p.prpubid
    FROM pg_catalog.pg_publication_rel p
    UNION ALL
    SELECT o.class, o.oid, o.class, o.oid
    FROM (
        SELECT 'pg_catalog.pg_trigger'::regclass AS class, g.oid FROM pg_catalog.pg_trigger g WHERE NOT g.tgisinternal
        UNION ALL
        SELECT 'pg_catalog.pg_policy'::regclass, p.oid FROM pg_catalog.pg_policy p
        UNION ALL
        SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid FROM pg_catalog.pg_statistic_ext s
        UNION ALL
        SELECT 'pg_catalog.pg_proc'::regclass, p.oid FROM pg_catalog.pg_proc p
        UNION ALL
        SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t WHERE t.typtype IN ('d', 'r')
        UNION ALL
        SELECT 'pg_catalog.pg_event_trigger'::regclass, e.oid FROM pg_catalog.pg_event_trigger e
        UNION ALL
        SELECT 'pg_catalog.pg_operator'::regclass, p.oid FROM pg_catalog.pg_operator p WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_opclass'::regclass, p.oid FROM pg_catalog.pg_opclass p WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_cast'::regclass, c.oid FROM pg_catalog.pg_cast c WHERE c.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_language'::regclass, l.oid FROM pg_catalog.pg_language l
        UNION ALL
        SELECT 'pg_catalog.pg_transform'::regclass, f.oid FROM pg_catalog.pg_transform f
        UNION ALL
        SELECT 'pg_catalog.pg_am'::regclass, m.oid FROM pg_catalog.pg_am m
        UNION ALL
        SELECT 'pg_catalog.pg_ts_config'::regclass, p.oid FROM pg_catalog.pg_ts_config p
        UNION ALL
        SELECT 'pg_catalog.pg_ts_dict'::regclass, p.oid FROM pg_catalog.pg_ts_dict p
        UNION ALL
        SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid FROM pg_catalog.pg_foreign_data_wrapper w
        UNION ALL
        SELECT 'pg_catalog.pg_foreign_server'::regclass, v.oid FROM pg_catalog.pg_foreign_server v
        UNION ALL
        SELECT 'pg_catalog.pg_user_mapping'::regclass, u.umid FROM pg_catalog.pg_user_mappings u
    ) o
    WHERE o.oid >= 16384
),
-- `OFFSET 0`: by the index, whatever is believed of the size of catalogs that were never analyzed.
edge AS MATERIALIZED (
    SELECT s.class, s.oid, d.refclassid, d.refobjid, d.refobjsubid
    FROM source s
    CROSS JOIN LATERAL (
        SELECT d.refclassid, d.refobjid, d.refobjsubid
        FROM pg_catalog.pg_depend d
        WHERE d.classid = s.part_class
          AND d.objid = s.part
          AND d.deptype IN ('n', 'a')
          AND d.refobjid >= 16384
          AND d.refclassid IN (
              'pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_constraint'::regclass,
              'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_collation'::regclass, 'pg_catalog.pg_operator'::regclass,
              'pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_opfamily'::regclass, 'pg_catalog.pg_ts_config'::regclass,
              'pg_catalog.pg_ts_dict'::regclass, 'pg_catalog.pg_ts_parser'::regclass, 'pg_catalog.pg_ts_template'::regclass,
              'pg_catalog.pg_language'::regclass, 'pg_catalog.pg_transform'::regclass, 'pg_catalog.pg_am'::regclass,
              'pg_catalog.pg_foreign_data_wrapper'::regclass, 'pg_catalog.pg_foreign_server'::regclass
          )
        OFFSET 0
    ) d
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT DISTINCT
           d.class::oid::bigint AS class,
           d.oid::bigint AS oid,
           CASE
               WHEN c.relkind IN ('r', 'p') THEN
                   CASE
                       WHEN k.oid IS NOT NULL THEN 'constraint'
                       WHEN e.oid IS NOT NULL THEN 'row'
                       WHEN a.attnum IS NOT NULL THEN 'column'
                       ELSE 'table'
                   END
               WHEN e.typtype = 'e' THEN 'enum'
               ELSE 'other'
           END AS kind,
           n.nspname AS schema,
           coalesce(c.relname, e.typname)::text AS name,
           coalesce(k.conname, a.attname)::text AS part,
           CASE
               WHEN c.relkind = 'c' OR c.oid IS NULL AND e.oid IS NOT NULL THEN 'pg_catalog.pg_type'::regclass
               WHEN c.oid IS NOT NULL THEN 'pg_catalog.pg_class'::regclass
               ELSE d.refclassid
           END::oid::bigint AS other_class,
           CASE
               WHEN c.relkind = 'c' OR c.oid IS NULL AND e.oid IS NOT NULL THEN coalesce(r.refobjid, e.oid)
               WHEN c.oid IS NOT NULL THEN c.oid
               ELSE d.refobjid
           END::bigint AS other_oid
    FROM edge d
    LEFT JOIN pg_catalog.pg_type t ON d.refclassid = 'pg_catalog.pg_type'::regclass AND t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END
    LEFT JOIN pg_catalog.pg_depend r
        ON e.typtype = 'm' AND r.classid = d.refclassid AND r.objid = e.oid AND r.refclassid = d.refclassid AND r.deptype = 'i'
    LEFT JOIN pg_catalog.pg_constraint k
        ON d.refclassid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_class c
        ON c.oid = CASE d.refclassid
            WHEN 'pg_catalog.pg_class'::regclass THEN d.refobjid
            WHEN 'pg_catalog.pg_type'::regclass THEN e.typrelid
            WHEN 'pg_catalog.pg_constraint'::regclass THEN k.conrelid
        END
    LEFT JOIN pg_catalog.pg_attribute a
        ON d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.refobjsubid > 0
        AND a.attrelid = d.refobjid
        AND a.attnum = d.refobjsubid
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = coalesce(c.relnamespace, e.typnamespace)
) x
