CREATE TABLE z (id integer PRIMARY KEY);
CREATE TABLE a (id integer PRIMARY KEY, b integer REFERENCES b, self integer REFERENCES a);
CREATE TABLE b (id integer PRIMARY KEY, c integer REFERENCES c);
CREATE TABLE c (id integer PRIMARY KEY, a integer REFERENCES a, z integer REFERENCES z);
