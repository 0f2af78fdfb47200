-- Assumes t_a: no row breaks it
CREATE UNIQUE INDEX t_a ON t (lower(a)) WHERE a <> '';
