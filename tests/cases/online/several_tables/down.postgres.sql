-- migration: 'contract'
SET LOCAL lock_timeout = '5s';

-- The values of a.y are gone: rows get NULL.
ALTER TABLE a ADD COLUMN y text;
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b ADD CONSTRAINT b_x_not_null_check CHECK (x IS NOT NULL);
ALTER TABLE b ALTER COLUMN x DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b DROP CONSTRAINT b_w_fkey;
ALTER TABLE b DROP CONSTRAINT b_x_not_null_check;
ALTER TABLE b ADD CONSTRAINT b_x_not_null_check CHECK (x IS NOT NULL) NOT VALID;
ALTER TABLE b ADD CONSTRAINT b_w_fkey FOREIGN KEY (w) REFERENCES a (id) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b DROP CONSTRAINT b_w_fkey;
ALTER TABLE b DROP CONSTRAINT b_x_not_null_check;
-- migration: 'expand 3'
SET LOCAL lock_timeout = '5s';
ALTER TABLE b DROP COLUMN w;
-- migration: 'expand 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE a DROP COLUMN z;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TABLE c;
