CREATE COLLATION gone (PROVIDER = icu, LOCALE = 'de');
CREATE COLLATION kept (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
CREATE TABLE words (id bigint PRIMARY KEY, word text COLLATE gone, other text, third text);
CREATE INDEX words_kept ON words (other COLLATE kept);
