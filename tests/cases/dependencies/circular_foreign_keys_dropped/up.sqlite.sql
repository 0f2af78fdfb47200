-- run_in_transaction = false
-- Foreign keys refer to a, which is dropped. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
DROP TABLE a;
DROP TABLE b;
COMMIT;
PRAGMA foreign_keys = ON;
