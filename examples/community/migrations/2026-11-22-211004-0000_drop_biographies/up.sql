ALTER TABLE projects ADD COLUMN links jsonb NOT NULL DEFAULT '[]'::jsonb;
ALTER TABLE projects DROP COLUMN source_url;
ALTER TABLE users DROP COLUMN bio;
