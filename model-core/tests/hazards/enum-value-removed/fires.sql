-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id bigint, m mood);
INSERT INTO t VALUES (1, 'happy'), (2, 'happy');
-- up
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('happy');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
DROP TYPE mood_old;
