-- run_in_transaction = false
-- Foreign keys refer to order, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

CREATE TABLE _new_order (
    id INTEGER PRIMARY KEY NOT NULL,
    "select" INTEGER
);

INSERT INTO _new_order (id, "select")
SELECT id, "select"
FROM "order";

DROP TABLE "order";
ALTER TABLE _new_order RENAME TO "order";
COMMIT;
PRAGMA foreign_keys = ON;
