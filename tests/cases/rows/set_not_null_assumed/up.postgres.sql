-- Assumes t.a: no row is NULL there
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
