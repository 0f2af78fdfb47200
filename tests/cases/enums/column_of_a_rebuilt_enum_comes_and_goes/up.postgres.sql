CREATE TABLE fresh (
    s mood DEFAULT 'a'::mood
);

ALTER TABLE t ADD COLUMN new mood DEFAULT 'a'::mood;
ALTER TABLE t DROP COLUMN old;
-- migration: 'labels'
-- Assumes mood.b: no row has this label
-- The labels of mood change from (a, b) to (a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE fresh ALTER COLUMN s DROP DEFAULT;
ALTER TABLE fresh ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE fresh ALTER COLUMN s SET DEFAULT 'a'::mood;
ALTER TABLE gone_later ALTER COLUMN s TYPE mood USING s::text::mood;
ALTER TABLE t ALTER COLUMN kept TYPE mood USING kept::text::mood;
ALTER TABLE t ALTER COLUMN new DROP DEFAULT;
ALTER TABLE t ALTER COLUMN new TYPE mood USING new::text::mood;
ALTER TABLE t ALTER COLUMN new SET DEFAULT 'a'::mood;
DROP TYPE mood_old;
