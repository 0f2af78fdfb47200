CREATE TABLE p (id integer PRIMARY KEY, uid text NOT NULL UNIQUE);
CREATE TABLE c (id integer PRIMARY KEY, p integer NOT NULL REFERENCES p (id));
