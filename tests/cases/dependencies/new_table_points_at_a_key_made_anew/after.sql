CREATE TABLE orders (number text NOT NULL, country text NOT NULL, CONSTRAINT orders_pkey PRIMARY KEY (country, number));
CREATE TABLE lines (id integer PRIMARY KEY, number text NOT NULL, country text NOT NULL,
    CONSTRAINT lines_order FOREIGN KEY (country, number) REFERENCES orders (country, number));
