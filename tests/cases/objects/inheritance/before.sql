CREATE TABLE payments (id bigint NOT NULL, paid_on date NOT NULL, amount numeric(5, 2) NOT NULL);
CREATE TABLE old_payments () INHERITS (payments);
