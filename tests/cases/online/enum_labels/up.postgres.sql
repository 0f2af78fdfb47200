-- migration: 'labels'
ALTER TYPE mood ADD VALUE 'b';
-- migration: 'expand'
-- other has no online form: every row of a table that uses it is written anew while the table is locked.
SET LOCAL lock_timeout = '5s';

-- The labels of other change from (x, y) to (y, x).
ALTER TYPE other RENAME TO other_old;
CREATE TYPE other AS ENUM ('y', 'x');
ALTER TABLE t ALTER COLUMN o TYPE other USING o::text::other;
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'b'::mood;
ALTER TABLE t ADD COLUMN n mood NOT NULL DEFAULT 'b'::mood;
DROP TYPE other_old;
