CREATE TABLE p (id integer PRIMARY KEY, code text);
CREATE UNIQUE INDEX p_code ON p (code);
CREATE TABLE c (id integer PRIMARY KEY, code text, FOREIGN KEY (code) REFERENCES p (code));
CREATE TABLE a (id integer PRIMARY KEY, code text, FOREIGN KEY (code) REFERENCES p (code));
