COMMENT ON DOMAIN positive IS NULL;
ALTER DOMAIN positive DROP CONSTRAINT above;
ALTER DOMAIN positive SET DEFAULT 2;
ALTER DOMAIN positive DROP NOT NULL;
CREATE DOMAIN of_domain AS positive DEFAULT 2 CONSTRAINT of_domain_check CHECK (((VALUE)::integer <> 3));

CREATE OR REPLACE FUNCTION public.is_short(t text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(t) < 99$function$;

CREATE DOMAIN short AS text COLLATE pg_catalog."C" CONSTRAINT short_check CHECK (is_short(VALUE));

CREATE TABLE tags (
    name public.name NOT NULL,
    n of_domain,
    CONSTRAINT tags_pkey PRIMARY KEY (name)
);

ALTER TABLE posts ADD COLUMN s short DEFAULT 'x'::text;
ALTER TABLE posts ADD COLUMN others of_domain;
ALTER TABLE posts DROP COLUMN g;
ALTER DOMAIN positive ADD CONSTRAINT small CHECK ((VALUE < 10));
DROP DOMAIN gone;
