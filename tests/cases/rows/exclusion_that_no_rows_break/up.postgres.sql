-- Assumes apart: no row breaks it
ALTER TABLE rooms ADD CONSTRAINT apart EXCLUDE USING gist (place WITH &&);
