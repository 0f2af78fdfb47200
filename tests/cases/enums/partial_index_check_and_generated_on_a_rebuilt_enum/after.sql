CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
ALTER TABLE t ADD CONSTRAINT c CHECK (s <> 'b' OR id > 0), ADD COLUMN calm boolean GENERATED ALWAYS AS (s = 'a') STORED, ADD CONSTRAINT u UNIQUE (s);
CREATE INDEX i ON t (id) WHERE s = 'a';
CREATE INDEX j ON t (s);
CREATE INDEX k ON t ((s = 'b'));
CREATE TABLE other (id integer PRIMARY KEY, s mood REFERENCES t (s), ss mood[] DEFAULT '{a}');
