ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
DROP SEQUENCE t_n_seq;
CREATE SEQUENCE t_id_seq AS integer;
SELECT setval('t_id_seq', greatest(max(id), 1), max(id) >= 1) FROM t;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq');
ALTER SEQUENCE t_id_seq OWNED BY t.id;
