-- The sequence of one column, and how far the column is.
SELECT json_build_object(
    'table', json_build_object('schema', {schema_name}, 'name', {table_name}),
    'column', {column},
    'column_type', format_type(a.atttypid, NULL),
    'sequence_type', format_type(s.seqtypid, NULL),
    -- None at its end.
    'next', (
        SELECT CASE WHEN NOT is_called THEN last_value
               WHEN last_value::numeric + s.seqincrement BETWEEN s.seqmin AND s.seqmax THEN last_value + s.seqincrement
               END
        FROM {sequence}
    ),
    'largest', (SELECT max({ident}) FROM {from}))::text AS row
FROM pg_attribute a
JOIN pg_sequence s ON s.seqrelid = pg_get_serial_sequence({table}, {column})::regclass
WHERE a.attrelid = {table}::regclass AND a.attname = {column}
