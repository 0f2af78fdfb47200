-- run_in_transaction = false
-- Foreign keys refer to orders, which is rebuilt. While they are enforced, DROP TABLE deletes its rows, and those that refer to them.
-- They cannot be switched off inside a transaction, so that this file brings its own.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

CREATE TABLE _new_orders (
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (number, country)
);

INSERT INTO _new_orders (rowid, number, country)
SELECT rowid, number, country
FROM orders;

DROP TABLE orders;
ALTER TABLE _new_orders RENAME TO orders;
DROP TABLE lines;
COMMIT;
PRAGMA foreign_keys = ON;
