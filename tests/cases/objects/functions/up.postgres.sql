-- The text of a function names what is made after it.
SET LOCAL check_function_bodies = off;

-- The view results rests on the function result(integer), which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW results;
DROP FUNCTION result(integer);
DROP FUNCTION renamed(integer);
DROP FUNCTION overloaded(text);
DROP FUNCTION gone();

CREATE TABLE tags (
    id bigint NOT NULL,
    CONSTRAINT tags_pkey PRIMARY KEY (id)
);

CREATE AGGREGATE all_of(boolean) (SFUNC = booland_statefunc, STYPE = boolean);
CREATE OR REPLACE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '1');

CREATE OR REPLACE FUNCTION public.body(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT n + 2$function$;

CREATE OR REPLACE FUNCTION public.even(n integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$BEGIN IF n = 0 THEN RETURN true; END IF; RETURN odd(n - 1); END$function$;

CREATE OR REPLACE FUNCTION public.made()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT count(*) FROM tags$function$;

CREATE OR REPLACE FUNCTION public.odd(n integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT NOT even(n)$function$;

CREATE OR REPLACE FUNCTION public.renamed(b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT b$function$;

CREATE OR REPLACE FUNCTION public.result(n integer)
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT n + 1$function$;

REVOKE EXECUTE ON FUNCTION result(integer) FROM PUBLIC;

CREATE VIEW results AS
 SELECT posts.id,
    result(1) AS n
   FROM posts;

CREATE OR REPLACE PROCEDURE public.tidy()
 LANGUAGE sql
AS $procedure$DELETE FROM posts WHERE id < 0$procedure$;
