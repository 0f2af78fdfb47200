CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL DEFAULT 5, b text NOT NULL);
