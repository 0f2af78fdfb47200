-- Relations that no model describes, and what hangs on a table without being one of its columns, keys or indexes.
-- Trigger clones on partitions (13+) are internal to their parent's; `absent`: see constraints.sql.
WITH space AS (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
-- Where the rows of foreign tables are. `is_open`: see mod.rs.
away AS MATERIALIZED (
    SELECT f.ftrelid AS oid, v.srvname AS server, o.items,
           o.is_open AND NOT EXISTS (
               SELECT
               FROM pg_catalog.pg_attribute a
               CROSS JOIN LATERAL pg_options_to_table(a.attfdwoptions) o
               WHERE a.attrelid = f.ftrelid AND NOT is_open(o)
           ) AS is_open,
           coalesce(' OPTIONS (' || array_to_string(o.items, ', ') || ')', '') AS options
    FROM pg_catalog.pg_foreign_table f
    JOIN pg_catalog.pg_foreign_server v ON v.oid = f.ftserver
    CROSS JOIN LATERAL (
        SELECT array_agg(format('%I %L', o.option_name, o.option_value) ORDER BY o.option_name COLLATE "C") AS items,
               coalesce(bool_and(is_open(o)), true) AS is_open
        FROM pg_options_to_table(f.ftoptions) o
    ) o
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT o.kind,
           o.class::oid::bigint AS class,
           o.oid::bigint AS oid,
           n.nspname AS schema,
           o.name,
           tn.nspname AS table_schema,
           t.relname AS table_name,
           o.definition,
           CASE o.kind
               WHEN 'view' THEN format('DROP VIEW %s', o.oid::regclass)
               WHEN 'materialized view' THEN format('DROP MATERIALIZED VIEW %s', o.oid::regclass)
               WHEN 'index' THEN format('DROP INDEX %s', o.oid::regclass)
               WHEN 'constraint' THEN format('ALTER TABLE %s DROP CONSTRAINT %I', t.oid::regclass, o.name)
               WHEN 'trigger' THEN format('DROP TRIGGER %I ON %s', o.name, t.oid::regclass)
               WHEN 'rule' THEN format('DROP RULE %I ON %s', o.name, t.oid::regclass)
               WHEN 'policy' THEN format('DROP POLICY %I ON %s', o.name, t.oid::regclass)
               WHEN 'row level security' THEN format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', t.oid::regclass)
               WHEN 'statistics' THEN format('DROP STATISTICS %I.%I', n.nspname, o.name)
               WHEN 'partition' THEN format('DROP TABLE %s', o.oid::regclass)
               WHEN 'foreign table' THEN format('DROP FOREIGN TABLE %s', o.oid::regclass)
               WHEN 'inheritance' THEN format('ALTER TABLE %s NO INHERIT %s', o.oid::regclass, t.oid::regclass)
               WHEN 'sequence' THEN format('DROP SEQUENCE %s', o.oid::regclass)
               WHEN 'composite type' THEN format('DROP TYPE %s', o.oid::regtype)
           END AS removal,
           -- What tells whether it can be replaced where it is: the columns of a view, the attributes of a type, the table,
           -- the bounds and the key of a partition; the options of a foreign table, behind all else.
           CASE WHEN o.kind = 'partition' THEN (
               SELECT ARRAY[
                   t.oid::regclass::text, pg_get_expr(c.relpartbound, c.oid), coalesce(pg_get_partkeydef(c.oid), '')
               ]
               FROM pg_catalog.pg_class c
               WHERE c.oid = o.oid
           ) WHEN o.kind = 'foreign table' THEN (
               SELECT left(o.definition, length(o.definition) - length(f.options)) || coalesce(f.items, '{}')
               FROM away f
               WHERE f.oid = o.oid AND f.is_open
           ) WHEN o.kind IN ('view', 'composite type') THEN ARRAY(
               SELECT format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                             CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || a.attcollation::regcollation END)
               FROM pg_catalog.pg_attribute a
               JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
               WHERE a.attrelid = o.columns AND a.attnum > 0 AND NOT a.attisdropped
               ORDER BY a.attnum
           ) END AS shape
    FROM (
        SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END AS kind,
               'pg_catalog.pg_class'::regclass AS class, c.oid, c.relnamespace AS namespace, c.relname::text AS name,
               0::oid AS "table", c.oid AS columns,
               format('CREATE %s %s%s%s%s AS%s%s%s',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, c.oid::regclass,
                      (SELECT format(' USING %I', m.amname) FROM pg_catalog.pg_am m
                       WHERE m.oid = c.relam AND m.amname <> 'heap'),
                      (
                          SELECT format(' WITH (%s)', string_agg(
                              format('%I=%L', split_part(p.item, '=', 1), substr(p.item, strpos(p.item, '=') + 1)),
                              ', ' ORDER BY p.place))
                          FROM unnest(c.reloptions) WITH ORDINALITY AS p (item, place)
                          HAVING count(*) > 0
                      ),
                      (SELECT format(' TABLESPACE %I', b.spcname) FROM pg_catalog.pg_tablespace b
                       WHERE b.oid = c.reltablespace),
                      chr(10), rtrim(pg_get_viewdef(c.oid), ';'),
                      CASE WHEN NOT c.relispopulated THEN chr(10) || 'WITH NO DATA' END) AS definition
        FROM pg_catalog.pg_class c
        WHERE c.relkind IN ('v', 'm') AND c.relnamespace IN (SELECT oid FROM space)
        UNION ALL
        SELECT 'index', 'pg_catalog.pg_class'::regclass, i.indexrelid, c.relnamespace, c.relname, i.indrelid, 0,
               pg_get_indexdef(i.indexrelid)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
        WHERE t.relkind = 'm'
           OR t.relispartition AND NOT c.relispartition
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid AND k.conrelid = t.oid)
        UNION ALL
        -- What a partition has not from the table that it is part of.
        SELECT 'constraint', 'pg_catalog.pg_constraint'::regclass, k.oid, c.relnamespace, k.conname, k.conrelid, 0,
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::regclass, k.conname, pg_get_constraintdef(k.oid))
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        WHERE c.relispartition AND k.conparentid = 0 AND k.coninhcount = 0
          AND (k.contype IN ('c', 'f', 'p', 'u', 'x') OR k.contype = 'n' AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_constraint y
              WHERE y.conrelid = k.conrelid AND y.contype = 'p' AND k.conkey[1] = ANY (y.conkey)
          ))
        UNION ALL
        SELECT 'foreign table', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, 0, 0,
               CASE WHEN f.is_open THEN
                   format('CREATE FOREIGN TABLE %s (%s) SERVER %I%s', c.oid::regclass, concat_ws(', ',
                          (
                              SELECT string_agg(
                                  format('%I %s%s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                         (
                                             SELECT format(' OPTIONS (%s)', string_agg(
                                                 format('%I %L', o.option_name, o.option_value), ', '
                                                 ORDER BY o.option_name COLLATE "C"))
                                             FROM pg_options_to_table(a.attfdwoptions) o
                                             HAVING count(*) > 0
                                         ),
                                         CASE WHEN a.attcollation <> y.typcollation
                                         THEN ' COLLATE ' || a.attcollation::regcollation END,
                                         CASE WHEN a.attnotnull THEN ' NOT NULL' END,
                                         CASE WHEN a.attgenerated <> '' THEN
                                             format(' GENERATED ALWAYS AS (%s) %s', pg_get_expr(v.adbin, v.adrelid),
                                                    CASE a.attgenerated WHEN 'v' THEN 'VIRTUAL' ELSE 'STORED' END)
                                         END),
                                  ', ' ORDER BY a.attnum)
                              FROM pg_catalog.pg_attribute a
                              JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
                              LEFT JOIN pg_catalog.pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
                              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                          ),
                          (
                              SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ', '
                                                ORDER BY k.conname)
                              FROM pg_catalog.pg_constraint k
                              WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal
                          )), f.server, f.options)
               END
        FROM pg_catalog.pg_class c
        JOIN away f ON f.oid = c.oid
        WHERE NOT c.relispartition
        UNION ALL
        SELECT 'composite type', 'pg_catalog.pg_type'::regclass, c.reltype, c.relnamespace, c.relname, 0, c.oid,
               format('CREATE TYPE %s AS (%s)', c.reltype::regtype, (
                   SELECT string_agg(
                       format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                              CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || a.attcollation::regcollation END),
                       ', ' ORDER BY a.attnum)
                   FROM pg_catalog.pg_attribute a
                   JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               ))
        FROM pg_catalog.pg_class c
        WHERE c.relkind = 'c' AND c.relnamespace IN (SELECT oid FROM space)
        UNION ALL
        -- A sequence of a column is part of it, unless the column would not come with that very sequence.
        SELECT 'sequence', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, coalesce(d.refobjid, 0), 0,
               format('CREATE SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s',
                      c.oid::regclass, format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart,
                      s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_class'::regclass
            AND d.objid = c.oid
            AND d.refclassid = 'pg_catalog.pg_class'::regclass
            AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
        WHERE c.relpersistence <> 't'
          AND (
              d.deptype IS NULL
              OR d.deptype = 'a' AND (
                  s.seqtypid <> a.atttypid
                  OR s.seqincrement <> 1 OR s.seqmin <> 1 OR s.seqstart <> 1 OR s.seqcache <> 1 OR s.seqcycle
                  OR s.seqmax <> CASE s.seqtypid
                      WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807
                  END
                  OR NOT EXISTS (
                      SELECT FROM pg_catalog.pg_depend u
                      WHERE u.classid = 'pg_catalog.pg_attrdef'::regclass
                        AND u.objid = f.oid
                        AND u.refclassid = 'pg_catalog.pg_class'::regclass
                        AND u.refobjid = c.oid
                  )
              )
          )
        UNION ALL
        SELECT 'partitioned table', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, c.oid, 0,
               'PARTITION BY ' || pg_get_partkeydef(c.oid)
        FROM pg_catalog.pg_class c
        WHERE c.relkind = 'p' AND NOT c.relispartition
        UNION ALL
        SELECT 'partition', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, h.inhparent, 0,
               -- With a foreign one, reading the table as a whole would be reading what is elsewhere.
               CASE WHEN c.relkind <> 'f' THEN
                   format('CREATE TABLE %s PARTITION OF %s %s%s', c.oid::regclass, h.inhparent::regclass,
                          pg_get_expr(c.relpartbound, c.oid), ' PARTITION BY ' || pg_get_partkeydef(c.oid))
               END
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid
        WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')
        UNION ALL
        SELECT 'inheritance', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, h.inhparent, 0,
               CASE WHEN c.relkind <> 'f' THEN
                   format('ALTER TABLE %s INHERIT %s', c.oid::regclass, h.inhparent::regclass)
               END
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid
        WHERE NOT c.relispartition AND c.relkind IN ('r', 'f')
        UNION ALL
        SELECT 'trigger', 'pg_catalog.pg_trigger'::regclass, g.oid, c.relnamespace, g.tgname, c.oid, 0,
               pg_get_triggerdef(g.oid)
        FROM (SELECT 0::oid AS tgparentid) absent
        CROSS JOIN LATERAL (
            SELECT oid, tgname, tgrelid, tgisinternal, tgparentid AS parent FROM pg_catalog.pg_trigger
        ) g
        JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
        WHERE NOT g.tgisinternal AND g.parent = 0
        UNION ALL
        SELECT 'rule', 'pg_catalog.pg_rewrite'::regclass, r.oid, c.relnamespace, r.rulename, c.oid, 0,
               rtrim(pg_get_ruledef(r.oid), ';')
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
        WHERE r.rulename <> '_RETURN' AND c.relnamespace IN (SELECT oid FROM space)
        UNION ALL
        SELECT 'row level security', 'pg_catalog.pg_class'::regclass, c.oid, c.relnamespace, c.relname, c.oid, 0,
               format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass)
        FROM pg_catalog.pg_class c
        WHERE c.relrowsecurity
        UNION ALL
        SELECT 'policy', 'pg_catalog.pg_policy'::regclass, p.oid, c.relnamespace, p.polname, c.oid, 0,
               format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, c.oid::regclass,
                      CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                      CASE p.polcmd
                          WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                          ELSE 'ALL'
                      END,
                      (
                          SELECT string_agg(CASE WHEN r.oid = 0 THEN 'PUBLIC' ELSE r.oid::regrole::text END, ', '
                                            ORDER BY r.place)
                          FROM unnest(p.polroles) WITH ORDINALITY AS r (oid, place)
                      ),
                      ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                      ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        UNION ALL
        SELECT 'statistics', 'pg_catalog.pg_statistic_ext'::regclass, s.oid, s.stxnamespace, s.stxname, s.stxrelid, 0,
               pg_get_statisticsobjdef(s.oid)
        FROM pg_catalog.pg_statistic_ext s
    ) o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = o."table"
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    WHERE o.namespace IN (SELECT oid FROM space)
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e'
      )
      AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = o."table" AND e.deptype = 'e'
      )
) x
