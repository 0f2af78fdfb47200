INSERT INTO payments (paid_on, note) VALUES ('2009-01-01', 'a');
INSERT INTO payments_2007 (paid_on, note) VALUES ('2007-01-01', 'b');
