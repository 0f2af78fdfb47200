DROP RULE payments_insert ON payments;
DROP TABLE payments;
DROP TABLE parts;
