-- before
CREATE TABLE t (id bigint PRIMARY KEY, a integer, b text);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
-- up
ALTER TABLE t ADD COLUMN c integer;
ALTER TABLE t ADD COLUMN d integer;
CREATE TABLE n (id bigint);
INSERT INTO n VALUES (1);
