-- What makes a key of an index more than a plain column: its expression, an operator class that is not the default of
-- the key's type, a collation that is not the column's. Plain keys give no row.
--
-- An operator class is the default of a type if it is marked so and the type has no default of its own: `text_ops` is
-- that of varchar, but not that of citext. What collation an expression has of itself the catalog does not tell, so
-- any but the database's default (100) is written out.
SELECT row_to_json(x)::text AS row
FROM (
    SELECT k.index::bigint AS index,
           k.place,
           CASE WHEN k.number = 0 THEN pg_get_indexdef(k.index, k.place, false) END AS expression,
           CASE WHEN NOT k.default_opclass OR k.attoptions IS NOT NULL THEN
               CASE WHEN pn.nspname IN ('pg_catalog', 'public') THEN '' ELSE quote_ident(pn.nspname) || '.' END
               || quote_ident(k.opcname)
           END AS opclass,
           k.attoptions AS opclass_options,
           l.collname AS collation,
           ln.nspname AS collation_schema
    FROM (
        SELECT i.indexrelid AS index, ia.attnum AS place, i.indkey[ia.attnum - 1] AS number,
               o.opcname, o.opcnamespace, ia.attoptions,
               o.opcdefault AND (
                   o.opckeytype <> 0 AND a.attnum IS NULL
                   OR o.opcintype = coalesce(a.atttypid, ia.atttypid)
                   OR NOT EXISTS (
                       SELECT FROM pg_catalog.pg_opclass own
                       WHERE own.opcmethod = o.opcmethod
                         AND own.opcdefault
                         AND own.opcintype = coalesce(a.atttypid, ia.atttypid)
                   )
               ) AS default_opclass,
               CASE
                   WHEN i.indcollation[ia.attnum - 1] = coalesce(a.attcollation, 100)
                   THEN 0::oid
                   ELSE i.indcollation[ia.attnum - 1]
               END AS collation
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum <= i.indnkeyatts
        JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[ia.attnum - 1]
        LEFT JOIN pg_catalog.pg_attribute a
            ON a.attrelid = i.indrelid AND a.attnum = i.indkey[ia.attnum - 1] AND a.attnum > 0
        -- The server's own relations have lower numbers.
        WHERE i.indexrelid >= 16384
          AND NOT c.relispartition
          AND n.nspname !~ '^pg_'
          AND n.nspname <> 'information_schema'
    ) k
    JOIN pg_catalog.pg_namespace pn ON pn.oid = k.opcnamespace
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = k.collation
    LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
    WHERE k.number = 0 OR NOT k.default_opclass OR k.attoptions IS NOT NULL OR l.oid IS NOT NULL
) x
