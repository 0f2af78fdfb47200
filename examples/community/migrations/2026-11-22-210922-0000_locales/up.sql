ALTER TABLE users ADD COLUMN locale varchar(12);
UPDATE users SET locale = CASE WHEN email LIKE '%.de' THEN 'de' ELSE 'en' END;
ALTER TABLE users ALTER COLUMN locale SET NOT NULL;
