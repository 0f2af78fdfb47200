REVOKE USAGE ON SCHEMA app FROM model_cases_reader;
REVOKE USAGE ON SEQUENCE posts_id_seq FROM model_cases_reader;
ALTER TABLE owned OWNER TO CURRENT_USER;
ALTER TABLE posts ALTER COLUMN title RESET (n_distinct);
DROP INDEX posts_id_title;
ALTER TABLE posts DROP CONSTRAINT posts_title_check;
ALTER TABLE posts DROP COLUMN calc;

-- The labels of mood change from (a, b) to (b, a).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TABLE posts ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE posts ALTER COLUMN title TYPE varchar;
ALTER TABLE posts ALTER COLUMN n TYPE bigint;

CREATE TABLE made (
    id bigint NOT NULL,
    CONSTRAINT made_pkey PRIMARY KEY (id)
);

ALTER TABLE posts ADD COLUMN added text;
ALTER TABLE posts DROP COLUMN gone;
ALTER TABLE posts ADD COLUMN calc bigint GENERATED ALWAYS AS (n % (10)::bigint) STORED;
ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK ((title)::text <> ''::text);
CREATE UNIQUE INDEX posts_id_title ON posts (id, title);
COMMENT ON SCHEMA app IS 'of the app';
COMMENT ON SCHEMA public IS 'what is the team''s';
ALTER TABLE made OWNER TO model_cases_reader;
ALTER TABLE made FORCE ROW LEVEL SECURITY;
GRANT INSERT ON posts TO model_cases_reader WITH GRANT OPTION;
GRANT UPDATE (added) ON posts TO model_cases_reader;
GRANT UPDATE (calc) ON posts TO model_cases_reader;
GRANT UPDATE (title) ON posts TO model_cases_reader;
ALTER TABLE posts ALTER COLUMN added SET STORAGE MAIN;
ALTER TABLE posts ALTER COLUMN calc SET STATISTICS 9;
ALTER TABLE posts ALTER COLUMN title SET STATISTICS 78;
ALTER TABLE posts ALTER COLUMN title SET STORAGE EXTERNAL;
ALTER TABLE posts REPLICA IDENTITY USING INDEX posts_id_title;
COMMENT ON CONSTRAINT posts_pkey ON posts IS 'its key';
COMMENT ON CONSTRAINT posts_title_check ON posts IS 'not empty';
REVOKE USAGE ON TYPE mood FROM PUBLIC;
GRANT USAGE ON TYPE mood TO model_cases_reader;
DROP TYPE mood_old;
