CREATE FUNCTION short(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) < 98';
CREATE FUNCTION new_number() RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint';
CREATE FUNCTION key_of(t text) RETURNS varchar LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)::varchar';
CREATE TABLE posts (id bigint PRIMARY KEY DEFAULT new_number(), title text NOT NULL DEFAULT key_of('X') CHECK (short(title)));
CREATE INDEX posts_key ON posts (key_of(title));
CREATE TABLE tags (id bigint PRIMARY KEY DEFAULT new_number(), name text CHECK (short(name)));
