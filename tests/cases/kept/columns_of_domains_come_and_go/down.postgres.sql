-- The values of users.born are gone: rows get NULL.
ALTER TABLE users DROP CONSTRAINT users_since_check;
ALTER TABLE users ALTER COLUMN mail TYPE text USING mail::text;
ALTER TABLE users ADD COLUMN born year;
ALTER TABLE users DROP COLUMN others;
ALTER TABLE users DROP COLUMN since;
