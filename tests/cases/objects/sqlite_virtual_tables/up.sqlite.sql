DROP TRIGGER indexed;
DROP TABLE gone;
DROP TABLE changed;
ALTER TABLE notes ADD COLUMN title TEXT;
CREATE VIRTUAL TABLE made USING fts5(title);
CREATE VIRTUAL TABLE changed USING fts5(title, body);
CREATE VIEW found AS SELECT title FROM made;
CREATE TRIGGER indexed AFTER INSERT ON notes BEGIN INSERT INTO changed (title, body) VALUES (new.title, new.body); END;
