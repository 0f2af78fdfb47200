-- run_in_transaction = false
-- Assumes users.name: no row is NULL there
-- Foreign keys refer to teams, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Fails at the end if there are more rows without a parent than there are now.
CREATE TEMP TABLE _foreign_key_guard (
    before INTEGER NOT NULL,
    after INTEGER,
    CONSTRAINT no_new_foreign_key_violations CHECK (after <= before)
);

INSERT INTO _foreign_key_guard (before)
SELECT count(*) FROM (VALUES ('users')) AS child, pragma_foreign_key_check(child.column1);

DROP TRIGGER goes;
DROP TRIGGER other;
DROP VIEW gone;
DROP VIEW changed;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT
);

CREATE TRIGGER on_new AFTER INSERT ON tags BEGIN INSERT INTO log VALUES (new.name); END;

CREATE TABLE _new_teams (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (name)
);

INSERT INTO _new_teams (id, name)
SELECT id, name
FROM teams;

DROP TABLE teams;

-- Views and triggers may name teams, which is missing until the rename is done.
PRAGMA legacy_alter_table = ON;
ALTER TABLE _new_teams RENAME TO teams;
PRAGMA legacy_alter_table = OFF;

CREATE TABLE _new_users (
    id INTEGER PRIMARY KEY NOT NULL,
    team_id INTEGER,
    name TEXT NOT NULL,
    email TEXT,
    FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE
);

INSERT INTO _new_users (id, team_id, name)
SELECT id, team_id, name
FROM users;

DROP TABLE users;

-- Views and triggers may name users, which is missing until the rename is done.
PRAGMA legacy_alter_table = ON;
ALTER TABLE _new_users RENAME TO users;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER stays AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.name); END;
CREATE VIEW a_new_one AS SELECT name FROM tags;
CREATE VIEW changed AS SELECT id, name, email FROM users;
CREATE TRIGGER on_team AFTER INSERT ON teams BEGIN INSERT INTO tags (name) VALUES (new.name); END;
CREATE TRIGGER other AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (old.email); END;
CREATE TRIGGER on_changed INSTEAD OF INSERT ON changed BEGIN INSERT INTO log VALUES ('x'); END;

UPDATE _foreign_key_guard SET after = (
    SELECT count(*) FROM (VALUES ('users')) AS child, pragma_foreign_key_check(child.column1)
);

DROP TABLE _foreign_key_guard;
COMMIT;
PRAGMA foreign_keys = ON;
