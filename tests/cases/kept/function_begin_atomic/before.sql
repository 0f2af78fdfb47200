CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views integer NOT NULL);
DO $$BEGIN CREATE ROLE model_cases_reader; EXCEPTION WHEN duplicate_object THEN NULL; END$$;
CREATE FUNCTION "View Count"(at_least integer DEFAULT 5) RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT count(*) FROM posts WHERE posts.views > at_least;
END;
REVOKE ALL ON FUNCTION "View Count"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "View Count"(integer) TO model_cases_reader;
CREATE VIEW counted AS SELECT "View Count"(1) AS n;
