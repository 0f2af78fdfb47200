-- The values of projects.source_url are gone: rows get NULL.
-- The values of users.bio are gone: rows get NULL.
ALTER TABLE projects ADD COLUMN source_url text;
ALTER TABLE users ADD COLUMN bio text;
ALTER TABLE projects DROP COLUMN links;
