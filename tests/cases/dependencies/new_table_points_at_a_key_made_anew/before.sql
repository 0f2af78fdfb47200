CREATE TABLE orders (number text NOT NULL, country text NOT NULL, CONSTRAINT orders_pkey PRIMARY KEY (number, country));
