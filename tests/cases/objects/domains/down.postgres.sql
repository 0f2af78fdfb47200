-- The values of posts.g are gone: rows get NULL.
DROP TABLE tags;
CREATE DOMAIN gone AS text;
ALTER DOMAIN positive DROP CONSTRAINT small;
ALTER DOMAIN positive SET DEFAULT 1;
ALTER TABLE posts ADD COLUMN g gone;
ALTER TABLE posts DROP COLUMN s;
ALTER TABLE posts DROP COLUMN others;
ALTER DOMAIN positive SET NOT NULL;
ALTER DOMAIN positive ADD CONSTRAINT above CHECK ((VALUE > 0));
COMMENT ON DOMAIN positive IS 'more than nothing';
DROP DOMAIN short;
DROP FUNCTION is_short(text);
DROP DOMAIN of_domain;
