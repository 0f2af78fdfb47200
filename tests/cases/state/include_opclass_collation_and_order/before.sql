CREATE TABLE t (id integer PRIMARY KEY, a text, b text COLLATE "C", c jsonb, d integer);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t USING gin (c);
