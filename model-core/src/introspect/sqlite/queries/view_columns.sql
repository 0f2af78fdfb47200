-- The columns of one view, or of a virtual table, with the type that SQLite tells of each: none for most expressions.
SELECT json_object('name', name, 'type', type) AS row
FROM pragma_table_xinfo(:view)
WHERE hidden <> 1
