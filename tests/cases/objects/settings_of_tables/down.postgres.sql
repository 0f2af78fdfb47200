-- The values of posts.gone are gone: rows get NULL.
COMMENT ON SCHEMA app IS NULL;
COMMENT ON SCHEMA public IS 'standard public schema';
REVOKE INSERT ON posts FROM model_cases_reader;
REVOKE USAGE ON TYPE mood FROM model_cases_reader;
DROP INDEX posts_id_title;
ALTER TABLE posts DROP CONSTRAINT posts_title_check;
DROP TABLE made;
ALTER TABLE posts DROP COLUMN calc;

-- The labels of mood change from (b, a) to (a, b).
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE posts ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE posts ALTER COLUMN title TYPE text USING title::text;
ALTER TABLE posts ALTER COLUMN n TYPE integer USING n::integer;
ALTER TABLE posts ADD COLUMN gone text;
ALTER TABLE posts DROP COLUMN added;
ALTER TABLE posts ADD COLUMN calc integer GENERATED ALWAYS AS (n % 10) STORED;
ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (title <> ''::text);
CREATE INDEX posts_id_title ON posts (id, title);
GRANT USAGE ON SCHEMA app TO model_cases_reader;
GRANT USAGE ON SEQUENCE posts_id_seq TO model_cases_reader;
ALTER TABLE owned OWNER TO model_cases_reader;
GRANT UPDATE (calc) ON posts TO model_cases_reader;
GRANT UPDATE (gone) ON posts TO model_cases_reader;
GRANT UPDATE (title) ON posts TO model_cases_reader;
ALTER TABLE posts ALTER COLUMN calc SET STATISTICS 9;
ALTER TABLE posts ALTER COLUMN gone SET STATISTICS 5;
ALTER TABLE posts ALTER COLUMN title SET (n_distinct=5);
ALTER TABLE posts ALTER COLUMN title SET STATISTICS 77;
ALTER TABLE posts ALTER COLUMN title SET STORAGE EXTERNAL;
ALTER TABLE posts REPLICA IDENTITY FULL;
COMMENT ON CONSTRAINT posts_pkey ON posts IS 'the key';
COMMENT ON CONSTRAINT posts_title_check ON posts IS 'not empty';
REVOKE USAGE ON TYPE mood FROM PUBLIC;
DROP TYPE mood_old;
