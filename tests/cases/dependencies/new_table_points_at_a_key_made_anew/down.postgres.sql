ALTER TABLE lines DROP CONSTRAINT lines_order;
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
DROP TABLE lines;
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (number, country);
