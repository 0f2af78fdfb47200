-- The rows of gone are gone: this makes it again, empty.
-- The rows of changed are gone: this makes it again, empty.
DROP TRIGGER indexed;
DROP VIEW found;
DROP TABLE made;
DROP TABLE changed;
ALTER TABLE notes DROP COLUMN title;
CREATE VIRTUAL TABLE gone USING fts5(body);
CREATE VIRTUAL TABLE changed USING fts5(body);
CREATE TRIGGER indexed AFTER INSERT ON notes BEGIN INSERT INTO changed (body) VALUES (new.body); END;
