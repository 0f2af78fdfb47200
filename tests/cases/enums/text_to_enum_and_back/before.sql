CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'a', b mood DEFAULT 'b');
