CREATE TABLE p (id integer PRIMARY KEY, code text, UNIQUE (code));
CREATE TABLE c (id integer PRIMARY KEY, code text, FOREIGN KEY (code) REFERENCES p (code));
CREATE TABLE d (id integer PRIMARY KEY, code text, FOREIGN KEY (code) REFERENCES p (code));
