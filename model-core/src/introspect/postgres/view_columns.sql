-- The columns of one view, each with the type that clients are sent, which is never a domain, and whether they can read it as the
-- type that a model has for it: the same one, or both text. `:view` is the view's name, `:columns` are names and types of the model.
WITH RECURSIVE side (side, name, place, type, typmod) AS (
    SELECT 'view', a.attname::text, a.attnum::integer, a.atttypid, a.atttypmod
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = to_regclass(:view) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT 'model', w.name, 0, to_regtype(w.type)::oid, -1
    FROM (VALUES :columns) AS w (name, type)
),
base AS (
    SELECT side, name, place, type, typmod FROM side
    UNION ALL
    SELECT b.side, b.name, b.place, t.typbasetype, t.typtypmod
    FROM base b
    JOIN pg_catalog.pg_type t ON t.oid = b.type
    WHERE t.typtype = 'd'
),
sent AS (
    SELECT b.side, b.name, b.place, b.type, b.typmod, t.typcategory = 'A' AS is_array, e.oid AS element, e.typcategory = 'S' AS is_text
    FROM base b
    JOIN pg_catalog.pg_type t ON t.oid = b.type
    JOIN pg_catalog.pg_type e ON e.oid = CASE t.typcategory WHEN 'A' THEN t.typelem ELSE t.oid END
    WHERE t.typtype <> 'd'
)
SELECT row_to_json(x)::text AS row
FROM (
    SELECT v.name,
           format_type(v.type, v.typmod) AS type,
           coalesce(v.type = m.type OR v.is_array = m.is_array AND (v.element = m.element OR v.is_text AND m.is_text), true) AS fits
    FROM sent v
    LEFT JOIN sent m ON m.side = 'model' AND m.name = v.name
    WHERE v.side = 'view'
    ORDER BY v.place
) x
