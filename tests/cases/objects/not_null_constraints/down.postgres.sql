-- The rows of gone are gone: this makes the table again, empty.
-- Rows with NULL in named.loses_it get ''.
DROP TABLE fresh;
ALTER TABLE named RENAME CONSTRAINT gets_name_new TO named_gets_name_not_null;
ALTER TABLE named RENAME CONSTRAINT named_loses_name_not_null TO loses_name_old;
ALTER TABLE named RENAME CONSTRAINT renamed_new TO renamed_old;
ALTER TABLE parent RENAME CONSTRAINT parent_a_not_null TO parent_a;
ALTER TABLE swapped RENAME CONSTRAINT two TO two_old;
ALTER TABLE swapped RENAME CONSTRAINT one TO two;
ALTER TABLE swapped RENAME CONSTRAINT two_old TO one;

CREATE TABLE gone (
    id integer CONSTRAINT gone_id NOT NULL
);

UPDATE named SET loses_it = '' WHERE loses_it IS NULL;
ALTER TABLE alone ALTER CONSTRAINT alone_becomes_alone_not_null INHERIT;
ALTER TABLE alone ALTER CONSTRAINT alone_old NO INHERIT;
ALTER TABLE alone ALTER COLUMN becomes_valid DROP NOT NULL;
ALTER TABLE alone ADD CONSTRAINT alone_becomes_valid NOT NULL becomes_valid NOT VALID;
ALTER TABLE alone VALIDATE CONSTRAINT alone_is_valid_not_null;
ALTER TABLE named ALTER COLUMN gets_it DROP NOT NULL;
ALTER TABLE named ADD CONSTRAINT loses_it_old NOT NULL loses_it;
ALTER TABLE named DROP COLUMN added;
ALTER TABLE named DROP COLUMN unproven;
