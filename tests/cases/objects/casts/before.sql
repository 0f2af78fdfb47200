CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (x integer, y integer);
CREATE FUNCTION grade(m mood) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE m WHEN 'sad' THEN 1 ELSE 2 END$$;
CREATE FUNCTION mood(t text) RETURNS mood LANGUAGE sql IMMUTABLE AS $$SELECT CASE t WHEN 'sad' THEN 'sad'::mood ELSE 'ok' END$$;
CREATE CAST (mood AS integer) WITH FUNCTION grade(mood) AS ASSIGNMENT;
CREATE CAST (varchar AS pair) WITH INOUT;
CREATE TABLE days (id bigint PRIMARY KEY, mood mood, CONSTRAINT graded CHECK (mood::integer > 0));
CREATE INDEX days_grade ON days ((mood::integer));
CREATE VIEW grades AS SELECT mood::integer AS grade FROM days;
