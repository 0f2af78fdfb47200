-- The rows of old_ones are gone: this makes the table again, empty.
DROP INDEX posts_key;
ALTER TABLE posts DROP CONSTRAINT posts_title_check;
DROP TABLE tags;
ALTER TABLE posts ALTER COLUMN title DROP DEFAULT;
DROP FUNCTION key_of(text);

CREATE OR REPLACE FUNCTION public.key_of(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT lower(t)$function$;

CREATE OR REPLACE FUNCTION public.old_number()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT 1::bigint$function$;

-- What rests on the function short(text) is made again: its values are those of before.
CREATE OR REPLACE FUNCTION public.short(t text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(t) < 99$function$;

ALTER TABLE posts ALTER COLUMN id SET DEFAULT old_number();
ALTER TABLE posts ALTER COLUMN title SET DEFAULT key_of('X'::text);

CREATE TABLE old_ones (
    id bigint NOT NULL DEFAULT old_number(),
    CONSTRAINT old_ones_pkey PRIMARY KEY (id)
);

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (short(title));
CREATE INDEX posts_key ON posts (key_of(title));
DROP FUNCTION new_number();
