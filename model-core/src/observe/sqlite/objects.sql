-- Tables and triggers, with the page on which a table begins and the columns that it has.
SELECT json_object(
    'kind', m.type, 'name', m.name, 'table', m.tbl_name, 'root', m.rootpage,
    'columns', (SELECT json_group_array(p.name) FROM (SELECT name FROM pragma_table_xinfo(m.name) ORDER BY cid) p)
) AS row
FROM main.sqlite_schema m
WHERE m.type IN ('table', 'trigger') AND m.name <> '__diesel_schema_migrations'
ORDER BY m.type, m.name
