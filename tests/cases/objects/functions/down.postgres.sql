-- The view results rests on the function result(integer), which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW results;
DROP FUNCTION result(integer);
DROP FUNCTION renamed(integer);
DROP FUNCTION odd(integer);
DROP FUNCTION made();
DROP FUNCTION even(integer);
DROP AGGREGATE all_of(boolean);
DROP TABLE tags;
CREATE OR REPLACE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');

CREATE OR REPLACE FUNCTION public.body(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT n + 1$function$;

CREATE OR REPLACE FUNCTION public.gone()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE FUNCTION public.overloaded(a text)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE FUNCTION public.renamed(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT a$function$;

CREATE OR REPLACE FUNCTION public.result(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT n + 1$function$;

REVOKE EXECUTE ON FUNCTION result(integer) FROM PUBLIC;

CREATE VIEW results AS
 SELECT posts.id,
    result(1) AS n
   FROM posts;

CREATE OR REPLACE PROCEDURE public.tidy()
 LANGUAGE sql
AS $procedure$DELETE FROM posts$procedure$;
