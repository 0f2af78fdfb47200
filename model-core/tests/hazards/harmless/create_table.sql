-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up
CREATE TABLE n (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text UNIQUE CHECK (a <> ''));
CREATE INDEX n_a ON n (lower(a));
