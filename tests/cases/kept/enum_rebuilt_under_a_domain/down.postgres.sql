-- The domain some_mood rests on mood, which changes: dropped here, made again below.
DROP DOMAIN some_mood;

-- The labels of mood change from (good, fine, bad) to (bad, fine, good).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('bad', 'fine', 'good');
ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;
CREATE DOMAIN some_mood AS mood CONSTRAINT some_mood_check CHECK ((VALUE <> 'bad'::mood));
DROP TYPE mood_old;
