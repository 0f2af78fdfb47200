-- Assumes t_a_check: no row breaks it
ALTER TABLE t ADD CONSTRAINT t_a_check CHECK (a > 0);
