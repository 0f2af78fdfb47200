-- The values of payments.gone are gone: rows get NULL.
DROP TABLE archived;
ALTER TABLE payments ALTER COLUMN amount DROP DEFAULT;
ALTER TABLE payments ALTER COLUMN amount TYPE numeric(5,2) USING amount::numeric(5,2);
ALTER TABLE payments ALTER COLUMN amount SET DEFAULT 0;
ALTER TABLE payments ALTER COLUMN note TYPE varchar(20) USING note::character varying(20);
ALTER TABLE payments ADD COLUMN gone text;
ALTER TABLE payments ALTER COLUMN note DROP NOT NULL;
ALTER TABLE payments DROP COLUMN added;
