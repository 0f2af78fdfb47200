-- The view good_ones rests on people.mood, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW good_ones;

-- The function is_good(mood) rests on mood, which changes: dropped here, made again below.
DROP FUNCTION is_good(mood);

-- The function any_good(mood[]) rests on mood, which changes: dropped here, made again below.
DROP FUNCTION any_good(mood[]);

-- The view constant rests on mood, which changes: dropped here, made again below.
DROP VIEW constant;

-- The labels of mood change from (bad, fine, good) to (good, fine, bad).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('good', 'fine', 'bad');
ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;

CREATE VIEW constant AS
 SELECT 'fine'::mood AS mood;

CREATE OR REPLACE FUNCTION public.any_good(m mood[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT 'good' = ANY (m::text[])$function$;

CREATE OR REPLACE FUNCTION public.is_good(m mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT m::text = 'good'$function$;

CREATE VIEW good_ones AS
 SELECT people.id,
    people.mood
   FROM people
  WHERE (is_good(people.mood) OR (people.mood = 'good'::mood));

DROP TYPE mood_old;
