CREATE TYPE old AS ENUM ('a', 'b');
CREATE TYPE new AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer PRIMARY KEY, state old NOT NULL);
