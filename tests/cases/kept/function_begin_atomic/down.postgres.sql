-- The view counted rests on the function View Count(integer), which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW counted;

-- The function View Count(integer) rests on posts.views, which changes: dropped here, made again below.
DROP FUNCTION "View Count"(integer);
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;

CREATE OR REPLACE FUNCTION public."View Count"(at_least integer DEFAULT 5)
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM posts
   WHERE (posts.views > "View Count".at_least);
END;

REVOKE EXECUTE ON FUNCTION "View Count"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "View Count"(integer) TO model_cases_reader;

CREATE VIEW counted AS
 SELECT "View Count"(1) AS n;
