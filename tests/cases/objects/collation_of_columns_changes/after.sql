CREATE COLLATION loose (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE TABLE words (
    id bigint PRIMARY KEY,
    word text COLLATE loose CONSTRAINT words_word_key UNIQUE,
    other text,
    short varchar(10) DEFAULT 'x' COLLATE loose CONSTRAINT is_short CHECK (short <> 'none' COLLATE loose)
);
CREATE INDEX words_other ON words (other COLLATE loose);
CREATE INDEX words_short ON words (short);
CREATE TABLE meanings (word text COLLATE loose CONSTRAINT meanings_word_fkey REFERENCES words (word));
CREATE VIEW all_words AS SELECT word, other FROM words;
COMMENT ON VIEW all_words IS 'all of them';
CREATE DOMAIN tag AS text COLLATE loose;
CREATE TABLE parts (k integer, word text COLLATE loose) PARTITION BY RANGE (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (5);
CREATE TABLE parents (word text COLLATE loose);
CREATE TABLE children () INHERITS (parents);
