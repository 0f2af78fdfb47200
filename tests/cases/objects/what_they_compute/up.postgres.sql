-- The view found rests on texts.words, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW found;
DROP INDEX texts_body;
DROP INDEX texts_weight;
DROP INDEX texts_words;
ALTER TABLE texts DROP CONSTRAINT heavy;
ALTER TABLE texts DROP CONSTRAINT apart;
ALTER TABLE texts DROP COLUMN words;
ALTER TABLE texts DROP COLUMN length;

-- What rests on the function weight(text) is made again: its values are those of before.
CREATE OR REPLACE FUNCTION public.weight(s text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT 3 * length(s)$function$;

-- What rests on the text search configuration of_texts is made again: its values are those of before.
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR asciiword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR word WITH english_stem;
ALTER TABLE texts ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('of_texts'::regconfig, body)) STORED;
ALTER TABLE texts ADD COLUMN length integer GENERATED ALWAYS AS (weight(body)) STORED;
ALTER TABLE texts ADD CONSTRAINT heavy CHECK (weight(body) >= 0);
ALTER TABLE texts ADD CONSTRAINT apart EXCLUDE USING btree (weight(body) WITH =);
CREATE INDEX texts_body ON texts USING gin ((to_tsvector('of_texts'::regconfig, body)));
CREATE INDEX texts_weight ON texts (weight(body));
CREATE INDEX texts_words ON texts USING gin (words);

CREATE VIEW found AS
 SELECT texts.id
   FROM texts
  WHERE (texts.words @@ '''x'''::tsquery);
