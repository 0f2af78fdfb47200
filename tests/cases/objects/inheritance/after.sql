CREATE TABLE payments (id bigint NOT NULL, paid_on date NOT NULL, amount numeric(5, 2) NOT NULL);
CREATE TABLE old_payments (id bigint NOT NULL, paid_on date NOT NULL, amount numeric(5, 2) NOT NULL);
CREATE TABLE payments_2007_01 (
    CONSTRAINT payments_2007_01_check CHECK (paid_on >= '2007-01-01' AND paid_on < '2007-02-01')
) INHERITS (payments);
-- Named so that it comes before its parent by name.
CREATE TABLE archived (reason text) INHERITS (payments_2007_01);
CREATE INDEX payments_2007_01_amount_idx ON payments_2007_01 (amount);
CREATE RULE payments_insert_2007_01 AS ON INSERT TO payments
    WHERE new.paid_on >= '2007-01-01' AND new.paid_on < '2007-02-01'
    DO INSTEAD INSERT INTO payments_2007_01 VALUES (new.id, new.paid_on, new.amount);
