CREATE TABLE payments (id serial NOT NULL, paid_on date NOT NULL, amount numeric(7, 2) DEFAULT 1 NOT NULL, note varchar(30) NOT NULL, added text DEFAULT 'x' NOT NULL);
CREATE TABLE payments_2007 (CHECK (paid_on < '2008-01-01')) INHERITS (payments);
CREATE INDEX payments_2007_note_idx ON payments_2007 (note);
-- A grandchild, and one column of its own.
CREATE TABLE archived (id integer DEFAULT 5 NOT NULL, reason text) INHERITS (payments_2007);
