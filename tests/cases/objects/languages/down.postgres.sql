DROP FUNCTION twice(integer);
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;

-- The function one() rests on the language trusty, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP FUNCTION one();
DROP LANGUAGE trusty;
CREATE LANGUAGE gone HANDLER plpgsql_call_handler;
CREATE LANGUAGE trusty HANDLER plpgsql_call_handler;

CREATE OR REPLACE FUNCTION public.one()
 RETURNS integer
 LANGUAGE trusty
AS $function$BEGIN RETURN 1; END$function$;

ALTER TABLE t ALTER COLUMN n SET DEFAULT one();
DROP TRANSFORM FOR integer LANGUAGE sql;
DROP FUNCTION from_sql(internal);
DROP ACCESS METHOD pile;
