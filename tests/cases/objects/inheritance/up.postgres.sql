ALTER TABLE old_payments NO INHERIT payments;

CREATE TABLE payments_2007_01 (
    CONSTRAINT payments_2007_01_check CHECK ((paid_on >= '2007-01-01'::date) AND (paid_on < '2007-02-01'::date))
) INHERITS (payments);

CREATE TABLE archived (
    reason text
) INHERITS (payments_2007_01);

CREATE INDEX payments_2007_01_amount_idx ON payments_2007_01 (amount);

CREATE RULE payments_insert_2007_01 AS
    ON INSERT TO public.payments
   WHERE ((new.paid_on >= '2007-01-01'::date) AND (new.paid_on < '2007-02-01'::date)) DO INSTEAD  INSERT INTO payments_2007_01 (id, paid_on, amount)
  VALUES (new.id, new.paid_on, new.amount);
