DROP INDEX posts_key;
ALTER TABLE posts DROP CONSTRAINT posts_title_check;
DROP TABLE old_ones;
ALTER TABLE posts ALTER COLUMN title DROP DEFAULT;
DROP FUNCTION key_of(text);

CREATE OR REPLACE FUNCTION public.key_of(t text)
 RETURNS character varying
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT lower(t)::varchar$function$;

CREATE OR REPLACE FUNCTION public.new_number()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT 2::bigint$function$;

-- What rests on the function short(text) is made again: its values are those of before.
CREATE OR REPLACE FUNCTION public.short(t text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(t) < 98$function$;

ALTER TABLE posts ALTER COLUMN id SET DEFAULT new_number();
ALTER TABLE posts ALTER COLUMN title SET DEFAULT key_of('X'::text);

CREATE TABLE tags (
    id bigint NOT NULL DEFAULT new_number(),
    name text,
    CONSTRAINT tags_pkey PRIMARY KEY (id),
    CONSTRAINT tags_name_check CHECK (short(name))
);

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (short(title));
CREATE INDEX posts_key ON posts (key_of(title));
DROP FUNCTION old_number();
