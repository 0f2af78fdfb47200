-- An update of either column of a row goes on to the rows that refer to it, and from these to itself.
CREATE TABLE t (
    a bigint PRIMARY KEY, b text[] NOT NULL, c bigint NOT NULL, CONSTRAINT t_key UNIQUE (a, b),
    FOREIGN KEY (c, b) REFERENCES t (a, b) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE one (a integer PRIMARY KEY, b integer NOT NULL UNIQUE);
CREATE TABLE other (b integer PRIMARY KEY, a integer NOT NULL UNIQUE REFERENCES one ON UPDATE CASCADE DEFERRABLE);
ALTER TABLE one ADD FOREIGN KEY (b) REFERENCES other ON UPDATE CASCADE DEFERRABLE;
