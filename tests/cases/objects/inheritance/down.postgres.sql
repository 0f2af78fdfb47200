DROP RULE payments_insert_2007_01 ON payments;
DROP TABLE archived;
DROP TABLE payments_2007_01;
ALTER TABLE old_payments INHERIT payments;
