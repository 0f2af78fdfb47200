-- Assumes named.gets_it: no row is NULL there
DROP TABLE gone;
ALTER TABLE named RENAME CONSTRAINT loses_name_old TO named_loses_name_not_null;
ALTER TABLE named RENAME CONSTRAINT named_gets_name_not_null TO gets_name_new;
ALTER TABLE named RENAME CONSTRAINT renamed_old TO renamed_new;
ALTER TABLE parent RENAME CONSTRAINT parent_a TO parent_a_not_null;
ALTER TABLE swapped RENAME CONSTRAINT two TO two_old;
ALTER TABLE swapped RENAME CONSTRAINT one TO two;
ALTER TABLE swapped RENAME CONSTRAINT two_old TO one;

CREATE TABLE fresh (
    id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT fresh_id NOT NULL,
    number serial CONSTRAINT fresh_number NOT NULL,
    text text CONSTRAINT fresh_text NOT NULL,
    unproven integer
);

ALTER TABLE named ADD COLUMN added integer CONSTRAINT added_new NOT NULL NO INHERIT DEFAULT 1;
ALTER TABLE named ADD COLUMN unproven integer DEFAULT 2;
ALTER TABLE alone ALTER CONSTRAINT alone_becomes_alone_not_null NO INHERIT;
ALTER TABLE alone ALTER CONSTRAINT alone_old INHERIT;
ALTER TABLE alone VALIDATE CONSTRAINT alone_becomes_valid;
ALTER TABLE alone ALTER COLUMN is_valid DROP NOT NULL;
ALTER TABLE alone ADD NOT NULL is_valid NOT VALID;
ALTER TABLE named ADD NOT NULL unproven NOT VALID;
ALTER TABLE named ADD CONSTRAINT gets_it_new NOT NULL gets_it;
ALTER TABLE named ALTER COLUMN loses_it DROP NOT NULL;
ALTER TABLE fresh ADD NOT NULL unproven NOT VALID;
