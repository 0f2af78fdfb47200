CREATE TABLE payments (id serial NOT NULL, paid_on date NOT NULL, amount numeric(5, 2) DEFAULT 0 NOT NULL, note varchar(20), gone text);
CREATE TABLE payments_2007 (CHECK (paid_on < '2008-01-01')) INHERITS (payments);
CREATE INDEX payments_2007_note_idx ON payments_2007 (note);
