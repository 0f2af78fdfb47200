-- The view moods rests on the foreign table people, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW moods;
DROP FOREIGN TABLE people;
DROP FOREIGN TABLE gone;
ALTER FOREIGN DATA WRAPPER far OPTIONS (SET debug 'false', ADD more '1');
ALTER SERVER away OPTIONS (DROP host, SET dbname 'z', ADD port '5');
CREATE USER MAPPING FOR CURRENT_USER SERVER away OPTIONS ("user" 'they');
ALTER USER MAPPING FOR pg_monitor SERVER away OPTIONS (SET "user" 'you');
CREATE USER MAPPING FOR PUBLIC SERVER away;
CREATE FOREIGN TABLE people (id bigint NOT NULL, mood mood, name text COLLATE "C", n integer, next bigint GENERATED ALWAYS AS ((id + 1)) STORED, CONSTRAINT positive CHECK ((id > 0))) SERVER away OPTIONS (t 'p');
GRANT SELECT ON people TO pg_monitor;
ALTER FOREIGN TABLE people ALTER COLUMN n SET DEFAULT usual();
ALTER FOREIGN TABLE people ALTER COLUMN name SET DEFAULT 'x'::text;
ALTER FOREIGN TABLE people ALTER COLUMN id SET STATISTICS 100;
COMMENT ON FOREIGN TABLE people IS 'of there';
COMMENT ON COLUMN people.id IS 'and of here';
ALTER FOREIGN TABLE pets OPTIONS (DROP a, SET b '3', ADD c '4');

CREATE VIEW moods AS
 SELECT people.mood
   FROM people;

CREATE OR REPLACE FUNCTION public.checked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN new; END$function$;

CREATE TRIGGER checked BEFORE INSERT ON public.people FOR EACH ROW EXECUTE FUNCTION checked();
GRANT USAGE ON FOREIGN DATA WRAPPER far TO pg_monitor;
COMMENT ON FOREIGN DATA WRAPPER far IS 'far away';
GRANT USAGE ON FOREIGN SERVER away TO pg_monitor;
COMMENT ON SERVER away IS 'somewhere';
