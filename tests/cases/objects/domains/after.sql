CREATE FUNCTION is_short(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) < 99';
CREATE DOMAIN short AS text COLLATE "C" CHECK (is_short(VALUE));
CREATE DOMAIN positive AS integer DEFAULT 2 CONSTRAINT small CHECK (VALUE < 10);
CREATE DOMAIN name AS varchar(40) CHECK (VALUE <> '');
CREATE DOMAIN of_domain AS positive CHECK (VALUE <> 3);
CREATE TABLE posts (id bigint PRIMARY KEY, n positive, name public.name, s short DEFAULT 'x', others of_domain);
CREATE TABLE tags (name public.name PRIMARY KEY, n of_domain);
