DROP VIEW grades;
DROP CAST (mood AS integer);
CREATE CAST (character varying AS pair) WITH INOUT;
CREATE CAST (mood AS integer) WITH FUNCTION grade(mood) AS ASSIGNMENT;
ALTER TABLE days DROP COLUMN was;

CREATE VIEW grades AS
 SELECT (days.mood)::integer AS grade
   FROM days;

DROP CAST (days AS bigint);
DROP FUNCTION day(days);
DROP CAST (text AS mood);
