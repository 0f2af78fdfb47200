CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, age integer NOT NULL DEFAULT 1, b text, CONSTRAINT t_age CHECK (age > 0), CONSTRAINT t_age_key UNIQUE (age), CONSTRAINT t_p FOREIGN KEY (age) REFERENCES p);
CREATE INDEX t_lower ON t (abs(age), b) WHERE age < 1000;
