CREATE FUNCTION short(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) < 99';
CREATE FUNCTION old_number() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION key_of(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)';
CREATE TABLE posts (id bigint PRIMARY KEY DEFAULT old_number(), title text NOT NULL DEFAULT key_of('X') CHECK (short(title)));
CREATE INDEX posts_key ON posts (key_of(title));
CREATE TABLE old_ones (id bigint PRIMARY KEY DEFAULT old_number());
