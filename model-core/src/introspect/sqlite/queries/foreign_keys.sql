-- The columns of foreign keys. `id` counts down: the last one that the statement writes is 0.
SELECT json_object(
    'table', o.name,
    'id', f.id,
    'target', f."table",
    'column', f."from",
    'target_column', f."to",
    'on_update', f.on_update,
    'on_delete', f.on_delete
) AS row
FROM main.sqlite_schema AS o
CROSS JOIN pragma_foreign_key_list(o.name, 'main') AS f
WHERE o.type = 'table' AND o.sql NOT LIKE 'CREATE VIRTUAL%'
ORDER BY o.name, f.id DESC, f.seq
