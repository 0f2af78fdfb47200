CREATE TABLE p (id integer PRIMARY KEY, code text NOT NULL, CONSTRAINT p_code_key UNIQUE (code));
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text REFERENCES p (code), CONSTRAINT t_a CHECK (a >= 0), CONSTRAINT t_p FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE);
