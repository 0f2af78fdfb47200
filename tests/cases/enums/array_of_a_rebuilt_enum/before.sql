CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
ALTER TABLE t ADD COLUMN many mood[] NOT NULL DEFAULT ARRAY['a', 'b']::mood[];
CREATE INDEX i ON t USING gin (many);
