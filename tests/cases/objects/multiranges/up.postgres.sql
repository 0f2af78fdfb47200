DROP TYPE timerange;
CREATE TYPE other AS RANGE (SUBTYPE = bigint, SUBTYPE_OPCLASS = pg_catalog.int8_ops, MULTIRANGE_TYPE_NAME = others);
CREATE TYPE timerange AS RANGE (SUBTYPE = time without time zone, SUBTYPE_OPCLASS = pg_catalog.time_ops, MULTIRANGE_TYPE_NAME = times);
ALTER TABLE spans ADD COLUMN m many;
ALTER TABLE spans ADD COLUMN o others;
ALTER TABLE spans ADD COLUMN os others[];

CREATE OR REPLACE FUNCTION public.merged(a others, b others)
 RETURNS others
 LANGUAGE sql
AS $function$SELECT $1 + $2$function$;
