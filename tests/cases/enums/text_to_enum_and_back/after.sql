CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, a mood DEFAULT 'a', b text DEFAULT 'b');
