CREATE DOMAIN gone AS text;
CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL CONSTRAINT above CHECK (VALUE > 0);
COMMENT ON DOMAIN positive IS 'more than nothing';
CREATE DOMAIN name AS varchar(40) CHECK (VALUE <> '');
CREATE TABLE posts (id bigint PRIMARY KEY, n positive, g gone, name public.name);
