ALTER TABLE users ALTER COLUMN mail TYPE email;
ALTER TABLE users ADD COLUMN others email[] NOT NULL DEFAULT '{}'::email[];
ALTER TABLE users ADD COLUMN since year NOT NULL DEFAULT 2000;
ALTER TABLE users DROP COLUMN born;
ALTER TABLE users ADD CONSTRAINT users_since_check CHECK ((since)::integer < 2100);
