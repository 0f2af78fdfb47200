CREATE TEXT SEARCH CONFIGURATION of_texts (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION of_texts ALTER MAPPING FOR asciiword, word WITH english_stem;
CREATE FUNCTION weight(s text) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 3 * length(s)';
CREATE FUNCTION same(s text) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 2 * length(s)';
CREATE TABLE texts (
    id bigint PRIMARY KEY, body text,
    words tsvector GENERATED ALWAYS AS (to_tsvector('of_texts', body)) STORED,
    length integer GENERATED ALWAYS AS (weight(body)) STORED,
    twice integer GENERATED ALWAYS AS (same(body)) STORED,
    CONSTRAINT heavy CHECK (weight(body) >= 0),
    CONSTRAINT apart EXCLUDE USING btree (weight(body) WITH =)
);
CREATE INDEX texts_words ON texts USING gin (words);
CREATE INDEX texts_body ON texts USING gin (to_tsvector('of_texts', body));
CREATE INDEX texts_weight ON texts (weight(body));
CREATE INDEX texts_same ON texts (same(body));
CREATE VIEW found AS SELECT id FROM texts WHERE words @@ 'x';
