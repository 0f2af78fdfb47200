-- The view found rests on the text search configuration of_texts, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW found;
COMMENT ON TEXT SEARCH CONFIGURATION of_letters IS NULL;
DROP INDEX texts_body;
ALTER TABLE texts DROP COLUMN words;

-- The text search configuration of_texts rests on the text search dictionary stems, which changes: dropped here, made again below.
DROP TEXT SEARCH CONFIGURATION of_texts;
DROP TEXT SEARCH DICTIONARY stems;
CREATE TEXT SEARCH DICTIONARY gone (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = pg_catalog.snowball, language = 'english', stopwords = 'english');
CREATE TEXT SEARCH CONFIGURATION of_texts (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR asciihword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR asciiword WITH gone, stems;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR float WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR hword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR hword_asciipart WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR hword_part WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR int WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR uint WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR word WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION of_letters ALTER MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION of_letters ALTER MAPPING FOR url WITH gone;
CREATE INDEX texts_body ON texts USING gin ((to_tsvector('of_texts'::regconfig, body)));

CREATE VIEW found AS
 SELECT texts.id
   FROM texts
  WHERE (to_tsvector('of_texts'::regconfig, texts.body) @@ '''x'''::tsquery);

DROP TEXT SEARCH DICTIONARY made;
