-- Assumes t_p_id_fkey: no row breaks it
ALTER TABLE t ADD COLUMN p_id integer NOT NULL DEFAULT 77;
ALTER TABLE t ALTER COLUMN p_id DROP DEFAULT;
ALTER TABLE t ADD CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p (id);
