CREATE SEQUENCE t_id_seq_new AS integer;

-- The new sequence goes on where the old one stopped.
SELECT setval('t_id_seq_new', nextval(pg_get_serial_sequence('t', 'id')), false);
ALTER TABLE t ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE t_id_seq_new RENAME TO t_id_seq;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq');
ALTER SEQUENCE t_id_seq OWNED BY t.id;
