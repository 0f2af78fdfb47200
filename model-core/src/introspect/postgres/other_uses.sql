-- What of the objects that no model describes the tables rest on: a type or collation of a column, a function of a default, a
-- check or an index, an operator, a text search configuration, a sequence of a default that no column owns. An array stands for
-- its elements, a multirange for the range that it comes with.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT DISTINCT s.schema, s.name, s.kind, s.part, o.class::oid::bigint AS class, o.oid::bigint AS oid
    FROM (
        SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid
        FROM pg_catalog.pg_depend d
        WHERE d.refobjid >= 16384
          AND d.deptype IN ('n', 'a')
          AND d.classid IN (
              'pg_catalog.pg_class'::regclass, 'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_constraint'::regclass
          )
          AND (
              d.refclassid IN (
                  'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_collation'::regclass,
                  'pg_catalog.pg_operator'::regclass, 'pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_ts_config'::regclass,
                  'pg_catalog.pg_ts_dict'::regclass
              )
              OR d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid = 0
                 AND d.classid = 'pg_catalog.pg_attrdef'::regclass
          )
    ) d
    CROSS JOIN LATERAL (
        SELECT n.nspname AS schema, c.relname AS name, 'column' AS kind, a.attname AS part
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND c.oid = d.objid AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT n.nspname, c.relname, CASE WHEN k.oid IS NULL THEN 'index' ELSE 'constraint' END, coalesce(k.conname, i.relname)
        FROM pg_catalog.pg_index x
        LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype <> 'f'
        JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND x.indexrelid = d.objid AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT n.nspname, c.relname, 'default', a.attname
        FROM pg_catalog.pg_attrdef f
        JOIN pg_catalog.pg_class c ON c.oid = f.adrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.adnum
        WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND f.oid = d.objid AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT n.nspname, c.relname, 'constraint', k.conname
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE d.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.objid AND c.relkind IN ('r', 'p')
    ) s
    CROSS JOIN LATERAL (
        SELECT d.refclassid AS class, d.refobjid AS oid
        WHERE d.refclassid <> 'pg_catalog.pg_type'::regclass
        UNION ALL
        SELECT d.refclassid, coalesce(r.refobjid, e.oid)
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END
        LEFT JOIN pg_catalog.pg_depend r
            ON e.typtype = 'm' AND r.classid = d.refclassid AND r.objid = e.oid AND r.refclassid = d.refclassid
            AND r.deptype = 'i'
        WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND t.oid = d.refobjid
    ) o
) x
