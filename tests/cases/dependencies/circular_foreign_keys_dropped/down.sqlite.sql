-- run_in_transaction = false
BEGIN;

-- The rows of a are gone: this makes the table again, empty.
-- The rows of b are gone: this makes the table again, empty.
CREATE TABLE a (
    id INTEGER PRIMARY KEY NOT NULL,
    b INTEGER,
    self INTEGER,
    FOREIGN KEY (b) REFERENCES b (id),
    FOREIGN KEY (self) REFERENCES a (id) ON DELETE RESTRICT
);

CREATE TABLE b (
    id INTEGER PRIMARY KEY NOT NULL,
    a INTEGER,
    z INTEGER,
    FOREIGN KEY (a) REFERENCES a (id),
    FOREIGN KEY (z) REFERENCES z (id)
);

COMMIT;
