-- Assumes t.n: no row is NULL there
ALTER TABLE t ALTER COLUMN n SET NOT NULL;
