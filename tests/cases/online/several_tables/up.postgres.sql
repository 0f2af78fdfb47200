-- migration: 'expand'
SET LOCAL lock_timeout = '5s';

CREATE TABLE c (
    id integer NOT NULL,
    b_id integer,
    CONSTRAINT c_pkey PRIMARY KEY (id),
    CONSTRAINT c_b_id_fkey FOREIGN KEY (b_id) REFERENCES b (id)
);
-- migration: 'expand 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE a ADD COLUMN z text;
-- migration: 'expand 3'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b ADD COLUMN w integer;
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE b ADD CONSTRAINT b_x_not_null_check CHECK (x IS NOT NULL) NOT VALID;
ALTER TABLE b ADD CONSTRAINT b_w_fkey FOREIGN KEY (w) REFERENCES a (id) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b VALIDATE CONSTRAINT b_x_not_null_check;
ALTER TABLE b VALIDATE CONSTRAINT b_w_fkey;
-- migration: 'tighten'
-- Assumes b.x: no row is NULL there
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE b ALTER COLUMN x SET NOT NULL;
ALTER TABLE b DROP CONSTRAINT b_x_not_null_check;
-- migration: 'contract'
-- Before this: deploy code that does not use a.y any more.
SET LOCAL lock_timeout = '5s';
ALTER TABLE a DROP COLUMN y;
