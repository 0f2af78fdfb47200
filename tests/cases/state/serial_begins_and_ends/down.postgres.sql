ALTER TABLE t ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE t_id_seq;
CREATE SEQUENCE t_n_seq AS integer;
SELECT setval('t_n_seq', greatest(max(n), 1), max(n) >= 1) FROM t;
ALTER TABLE t ALTER COLUMN n SET DEFAULT nextval('t_n_seq');
ALTER SEQUENCE t_n_seq OWNED BY t.n;
