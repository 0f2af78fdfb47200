-- Assumes t_p_id_fkey: no row breaks it
ALTER TABLE t ADD CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p (id);
