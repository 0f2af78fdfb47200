-- What kind of table each is: table, view, virtual, or shadow (kept by a virtual table).
SELECT json_object('name', name, 'type', type, 'without_rowid', wr, 'strict', strict) AS row
FROM pragma_table_list
WHERE schema = 'main'
ORDER BY name
