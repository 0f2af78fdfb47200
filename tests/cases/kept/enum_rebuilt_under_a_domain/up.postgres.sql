-- The domain some_mood rests on mood, which changes: dropped here, made again below.
DROP DOMAIN some_mood;

-- The labels of mood change from (bad, fine, good) to (good, fine, bad).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('good', 'fine', 'bad');
ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;
CREATE DOMAIN some_mood AS mood CONSTRAINT some_mood_check CHECK ((VALUE <> 'bad'::mood));
DROP TYPE mood_old;
