-- Rows with NULL in renamed.loses get 0.
ALTER TABLE renamed ALTER COLUMN x TYPE integer USING x::integer;
ALTER TABLE renamed ALTER COLUMN becomes_wide TYPE integer USING becomes_wide::integer;
UPDATE renamed SET loses = 0 WHERE loses IS NULL;
ALTER TABLE renamed ALTER COLUMN loses SET NOT NULL;
ALTER TABLE renamed ALTER COLUMN late DROP NOT NULL;
ALTER TABLE renamed ADD CONSTRAINT late NOT NULL late NOT VALID;
