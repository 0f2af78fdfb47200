ALTER TABLE orders DROP CONSTRAINT orders_pkey;

CREATE TABLE lines (
    id integer NOT NULL,
    number text NOT NULL,
    country text NOT NULL,
    CONSTRAINT lines_pkey PRIMARY KEY (id)
);

ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (country, number);
ALTER TABLE lines ADD CONSTRAINT lines_order FOREIGN KEY (country, number) REFERENCES orders (country, number);
