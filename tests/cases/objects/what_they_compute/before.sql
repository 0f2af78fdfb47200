CREATE TEXT SEARCH CONFIGURATION of_texts (COPY = simple);
CREATE FUNCTION weight(s text) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT length(s)';
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
