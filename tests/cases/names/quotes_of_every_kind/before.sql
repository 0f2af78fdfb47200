CREATE TABLE "a""b'c`d[e]" (id integer PRIMARY KEY);
