ALTER TABLE t ALTER COLUMN id DROP DEFAULT;
ALTER SEQUENCE t_id_seq OWNED BY NONE;
ALTER SEQUENCE t_id_seq RENAME TO t_id_seq_old;
ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- The new sequence goes on where the old one stopped.
SELECT setval(pg_get_serial_sequence('t', 'id'), last_value, is_called) FROM t_id_seq_old;
DROP SEQUENCE t_id_seq_old;
