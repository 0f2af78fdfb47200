-- What a SQLite database of years has.
CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(80) NOT NULL COLLATE NOCASE UNIQUE,
    status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'old')),
    born DATE,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    is_admin BOOLEAN NOT NULL DEFAULT FALSE,
    balance NUMERIC(10, 2) NOT NULL DEFAULT 0,
    score REAL,
    photo BLOB,
    short TEXT GENERATED ALWAYS AS (substr(name, 1, 3)) VIRTUAL
);
CREATE INDEX people_status ON people (status, created_at DESC) WHERE status <> 'old';
CREATE UNIQUE INDEX people_lower ON people (lower(name));

CREATE TABLE tags (name TEXT PRIMARY KEY);
CREATE TABLE person_tags (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    tag TEXT NOT NULL REFERENCES tags (name) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (person_id, tag)
) WITHOUT ROWID;
CREATE TABLE "Order Items" (
    "Order" INTEGER NOT NULL,
    "select" INT NOT NULL,
    person_id INTEGER REFERENCES people,
    buyer INTEGER REFERENCES people,
    CHECK ("Order" > 0),
    UNIQUE ("Order", "select")
) STRICT;
