-- migration: 'expand'
SET LOCAL lock_timeout = '5s';

-- The labels of other change from (y, x) to (x, y).
ALTER TYPE other RENAME TO other_old;
CREATE TYPE other AS ENUM ('x', 'y');
ALTER TABLE t ALTER COLUMN o TYPE other USING o::text::other;
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t DROP COLUMN n;
DROP TYPE other_old;
-- migration: 'labels'
-- Fails while a row has the label 'b' of mood.
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
DROP TYPE mood_old;
