-- The view all_words rests on words.other, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW all_words;
ALTER TABLE meanings DROP CONSTRAINT meanings_word_fkey;
DROP INDEX words_other;
DROP INDEX words_short;
ALTER TABLE words DROP CONSTRAINT words_word_key;
ALTER TABLE words DROP CONSTRAINT is_short;

-- The domain tag rests on the collation loose, which changes: dropped here, made again below.
DROP DOMAIN tag;

-- The collation loose changes: what has it is given the new one.
ALTER COLLATION loose RENAME TO loose_old;
CREATE COLLATION loose (PROVIDER = icu, LOCALE = 'und', DETERMINISTIC = false);
CREATE DOMAIN tag AS text COLLATE public.loose;
ALTER TABLE meanings ALTER COLUMN word TYPE text COLLATE "loose";
ALTER TABLE parents ALTER COLUMN word TYPE text COLLATE "loose";
ALTER TABLE parts ALTER COLUMN word TYPE text COLLATE "loose";
ALTER TABLE words ALTER COLUMN short TYPE varchar(10) COLLATE "loose";
ALTER TABLE words ALTER COLUMN word TYPE text COLLATE "loose";
ALTER TABLE words ALTER COLUMN other TYPE text COLLATE "loose";
ALTER TABLE words ADD CONSTRAINT words_word_key UNIQUE (word);
ALTER TABLE words ADD CONSTRAINT is_short CHECK ((short)::text <> ('none'::text COLLATE loose));
CREATE INDEX words_other ON words (other);
CREATE INDEX words_short ON words (short);
ALTER TABLE meanings ADD CONSTRAINT meanings_word_fkey FOREIGN KEY (word) REFERENCES words (word);

CREATE VIEW all_words AS
 SELECT words.word,
    words.other
   FROM words;

COMMENT ON VIEW all_words IS 'all of them';
DROP COLLATION loose_old;
