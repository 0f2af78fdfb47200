-- The columns of ordinary tables. A virtual table is left alone: its module may not be loaded.
SELECT json_object(
    'table', o.name,
    'name', c.name,
    'type', c.type,
    'not_null', c."notnull",
    'key', c.pk,
    'hidden', c.hidden
) AS row
FROM main.sqlite_schema AS o
CROSS JOIN pragma_table_xinfo(o.name, 'main') AS c
WHERE o.type = 'table' AND o.sql NOT LIKE 'CREATE VIRTUAL%'
ORDER BY o.name, c.cid
