CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (x integer, y integer);
CREATE FUNCTION grade(m mood) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE m WHEN 'sad' THEN 1 ELSE 2 END$$;
CREATE FUNCTION mood(t text) RETURNS mood LANGUAGE sql IMMUTABLE AS $$SELECT CASE t WHEN 'sad' THEN 'sad'::mood ELSE 'ok' END$$;
CREATE CAST (mood AS integer) WITH FUNCTION grade(mood);
COMMENT ON CAST (mood AS integer) IS 'its grade';
CREATE CAST (text AS mood) WITH FUNCTION mood(text) AS ASSIGNMENT;
CREATE TABLE days (
    id bigint PRIMARY KEY, mood mood, was mood DEFAULT 'ok'::text, CONSTRAINT graded CHECK (mood::integer > 0)
);
CREATE INDEX days_grade ON days ((mood::integer));
CREATE VIEW grades AS SELECT mood::integer AS grade, was::integer AS was FROM days;
CREATE FUNCTION day(d days) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT d.id';
CREATE CAST (days AS bigint) WITH FUNCTION day(days);
