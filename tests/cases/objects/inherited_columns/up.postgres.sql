-- Assumes payments.note: no row is NULL there
ALTER TABLE payments ALTER COLUMN amount DROP DEFAULT;
ALTER TABLE payments ALTER COLUMN amount TYPE numeric(7,2);
ALTER TABLE payments ALTER COLUMN amount SET DEFAULT 1;
ALTER TABLE payments ALTER COLUMN note TYPE varchar(30);

CREATE TABLE archived (
    id integer NOT NULL DEFAULT 5,
    reason text
) INHERITS (payments_2007);

ALTER TABLE payments ADD COLUMN added text NOT NULL DEFAULT 'x'::text;
ALTER TABLE payments ALTER COLUMN note SET NOT NULL;
ALTER TABLE payments DROP COLUMN gone;
