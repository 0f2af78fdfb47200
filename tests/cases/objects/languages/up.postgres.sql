ALTER TABLE t ALTER COLUMN n DROP DEFAULT;

-- The function one() rests on the language trusty, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP FUNCTION one();
DROP LANGUAGE trusty;
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD pile IS 'a heap';
CREATE TRUSTED LANGUAGE trusty HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
REVOKE USAGE ON LANGUAGE trusty FROM PUBLIC;
GRANT USAGE ON LANGUAGE trusty TO pg_monitor;
COMMENT ON LANGUAGE trusty IS 'can be trusted';

CREATE OR REPLACE FUNCTION public.from_sql(internal)
 RETURNS internal
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$boolin$function$;

CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION from_sql(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'as it is';

CREATE OR REPLACE FUNCTION public.one()
 RETURNS integer
 LANGUAGE trusty
AS $function$BEGIN RETURN 1; END$function$;

ALTER TABLE t ALTER COLUMN n SET DEFAULT one();

CREATE OR REPLACE FUNCTION public.twice(a integer)
 RETURNS integer
 TRANSFORM FOR TYPE integer
 LANGUAGE sql
AS $function$SELECT 2 * a$function$;

DROP LANGUAGE gone;
