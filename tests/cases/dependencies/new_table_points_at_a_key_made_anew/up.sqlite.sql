-- run_in_transaction = false
BEGIN;

CREATE TABLE lines (
    id INTEGER PRIMARY KEY NOT NULL,
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    CONSTRAINT lines_order FOREIGN KEY (country, number) REFERENCES orders (country, number)
);

CREATE TABLE _new_orders (
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (country, number)
);

INSERT INTO _new_orders (rowid, number, country)
SELECT rowid, number, country
FROM orders;

DROP TABLE orders;
ALTER TABLE _new_orders RENAME TO orders;
COMMIT;
