CREATE TABLE t (c integer NOT NULL, b text, a integer);
