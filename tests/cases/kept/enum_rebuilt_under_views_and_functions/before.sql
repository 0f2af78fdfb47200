CREATE TYPE mood AS ENUM ('bad', 'fine', 'good');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood NOT NULL);
CREATE FUNCTION is_good(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT m::text = 'good'$$;
CREATE FUNCTION any_good(m mood[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT 'good' = ANY (m::text[])$$;
CREATE VIEW good_ones AS SELECT id, mood FROM people WHERE is_good(mood) OR mood = 'good';
CREATE VIEW constant AS SELECT 'fine'::mood AS mood;
CREATE VIEW apart AS SELECT id FROM people;
