-- Assumes t_a_key: no row breaks it
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
