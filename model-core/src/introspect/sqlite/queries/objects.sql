-- Every object, with the statement that made it. The parts of a statement that no pragma tells (CHECKs, constraint
-- names, DEFERRABLE, COLLATE, generated expressions, predicates) are read from that text.
SELECT json_object('type', type, 'name', name, 'table', tbl_name, 'sql', sql) AS row
FROM main.sqlite_schema
WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl_name <> '__diesel_schema_migrations'
ORDER BY type, name
