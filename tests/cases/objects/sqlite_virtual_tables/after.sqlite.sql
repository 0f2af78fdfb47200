CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, title TEXT);
CREATE VIRTUAL TABLE same USING fts5(body);
CREATE VIRTUAL TABLE changed USING fts5(title, body);
CREATE TRIGGER indexed AFTER INSERT ON notes BEGIN INSERT INTO changed (title, body) VALUES (new.title, new.body); END;
CREATE VIRTUAL TABLE made USING fts5(title);
CREATE VIEW found AS SELECT title FROM made;
