DROP INDEX words_kept;
CREATE COLLATION "Numbers" (PROVIDER = icu, LOCALE = 'en-u-kn-true');
ALTER COLLATION "Numbers" OWNER TO pg_monitor;
CREATE COLLATION loose (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE DOMAIN tag AS text COLLATE public.loose CONSTRAINT tag_check CHECK ((VALUE <> ('none'::text COLLATE "Numbers")));
CREATE TYPE pair AS (a text COLLATE loose, b tag);
CREATE TYPE span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_ops, COLLATION = kept);
ALTER TABLE words ALTER COLUMN word TYPE text COLLATE "Numbers";
ALTER TABLE words ADD COLUMN tag tag;
ALTER TABLE words ADD COLUMN span span;
CREATE INDEX words_third ON words (lower(third) COLLATE "loose");

CREATE VIEW in_order AS
 SELECT (words.third COLLATE "Numbers") AS third
   FROM words;

CREATE OR REPLACE FUNCTION public.is_none(x text)
 RETURNS boolean
 LANGUAGE sql
BEGIN ATOMIC
 SELECT ((x COLLATE loose) = 'none'::text);
END;

COMMENT ON COLLATION kept IS 'by bytes';
DROP COLLATION public.gone;
