DROP CAST (mood AS integer);
CREATE CAST (mood AS integer) WITH FUNCTION grade(mood);
COMMENT ON CAST (mood AS integer) IS 'its grade';
CREATE CAST (text AS mood) WITH FUNCTION mood(text) AS ASSIGNMENT;

CREATE OR REPLACE FUNCTION public.day(d days)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT d.id$function$;

CREATE CAST (days AS bigint) WITH FUNCTION day(days);
ALTER TABLE days ADD COLUMN was mood DEFAULT 'ok'::text;

CREATE OR REPLACE VIEW grades AS
 SELECT (days.mood)::integer AS grade,
    (days.was)::integer AS was
   FROM days;

DROP CAST (character varying AS pair);
