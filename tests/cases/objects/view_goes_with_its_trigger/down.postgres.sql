CREATE VIEW v AS
 SELECT t.id
   FROM t;

CREATE OR REPLACE FUNCTION public.instead()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN new; END$function$;

CREATE TRIGGER instead INSTEAD OF INSERT ON public.v FOR EACH ROW EXECUTE FUNCTION instead();
