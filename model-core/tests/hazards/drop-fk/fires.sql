-- before
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
CREATE TABLE c (id bigint PRIMARY KEY, p_id bigint REFERENCES p);
INSERT INTO c VALUES (1, 1), (2, 1);
-- up
DROP TABLE c;
