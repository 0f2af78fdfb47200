CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = 'german');
COMMENT ON TEXT SEARCH DICTIONARY stems IS 'of words';
CREATE TEXT SEARCH DICTIONARY made (TEMPLATE = simple, ACCEPT = false);
ALTER TEXT SEARCH DICTIONARY made OWNER TO pg_monitor;
CREATE TEXT SEARCH CONFIGURATION of_texts (COPY = english);
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR asciiword WITH made, stems;
CREATE TEXT SEARCH CONFIGURATION of_letters (PARSER = "default");
COMMENT ON TEXT SEARCH CONFIGURATION of_letters IS 'and addresses';
ALTER TEXT SEARCH CONFIGURATION of_letters ADD MAPPING FOR email WITH made, english_stem;
CREATE TABLE texts (
    id bigint PRIMARY KEY, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('of_letters', body)) STORED
);
CREATE INDEX texts_body ON texts USING gin (to_tsvector('of_texts', body));
CREATE VIEW found AS SELECT id FROM texts WHERE to_tsvector('of_texts', body) @@ 'x';
