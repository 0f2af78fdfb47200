ALTER TABLE threads DROP CONSTRAINT threads_title_check;
ALTER TABLE files ALTER COLUMN size TYPE integer USING size::integer;
ALTER TABLE files ALTER COLUMN sha512 TYPE bytea USING sha512::bytea;
ALTER TABLE reports ALTER COLUMN id TYPE integer USING id::integer;
ALTER TABLE threads ALTER COLUMN title TYPE varchar(200) USING title::character varying(200);
CREATE SEQUENCE reports_id_seq_new AS integer;

-- The new sequence goes on where the old one stopped.
SELECT setval('reports_id_seq_new', nextval(pg_get_serial_sequence('reports', 'id')), false);
ALTER TABLE reports ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE reports_id_seq_new RENAME TO reports_id_seq;
ALTER TABLE reports ALTER COLUMN id SET DEFAULT nextval('reports_id_seq');
ALTER SEQUENCE reports_id_seq OWNED BY reports.id;
ALTER TABLE threads ADD CONSTRAINT threads_title_check CHECK ((title)::text <> ''::text);
