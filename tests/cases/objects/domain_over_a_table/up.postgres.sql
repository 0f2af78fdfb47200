CREATE TABLE t (
    id integer
);

CREATE DOMAIN d AS t CONSTRAINT d_check CHECK (((VALUE).id > 0));

CREATE OR REPLACE FUNCTION public.f(d)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT ($1).id$function$;
